### What became of the data, where the newer ones are, and what to do.

## What is wrong with stored bytes
harm-short = it ends in the middle of an entry
harm-checksum = the checksum of an entry does not match
harm-no-frame = no entry begins here
harm-too-long = an entry is longer than any may be
harm-chain = an entry does not follow the one before it
harm-other-change = there is another change than the one looked for
harm-order = a change is not the next one of its plan
harm-header = the heading is not that of a journal
harm-other-segment = it is another part of the journal than its name says
harm-block = a packed block is damaged
harm-index = the index of its packed blocks is damaged
harm-not-the-next-segment = it does not go on where the part before it ends
harm-segment-missing = the part is missing
harm-shortened = it ends before what other places know
harm-foreign = it is another workspace's
harm-marker = it is missing or damaged; kvartal doctor --repair makes it anew
harm-backup = it is not a backup, or a damaged one
harm-content = the content cannot be read ({ $said })
harm-state-silent = it does not say how far it goes
harm-state-foreign = it does not belong to this journal
harm-state-mixed = parts of it are missing or old
harm-state-differs = it is not what the journal makes
harm-power-cut = the machine stopped while it was written
harm-outgrown = an older version of kvartal made it
harm-misplaced = something else stands in its place
harm-absent = it was not there
harm-closed = it is closed already
harm-engine = the engine cannot read it ({ $said })
harm-system = { $said }

## What the journal lacks
lost-gone = The journal { $path } is not there.
lost-foreign = The journal { $path } is another workspace's.
lost-mixed = Parts of different workspaces lie in { $path }. One of them is shown.
lost-shortened = The journal { $path } is shorter than it was.
lost-damaged = The journal { $path } is damaged.
lost-in-witness = they are in the copy of the latest changes
lost-in-state = they are in the database
lost-in-view = they are in the snapshots
lost-in-backup = they are in a backup
lost-in-journal = they are in the journal
lost-found = plan { $name }: { $numbers }, the last one of { $until }: { $place }
lost-nowhere = plan { $name }: { $numbers }: nobody has them; what is shown is without them
lost-strange = plan { $name }: { $numbers }, the last one of { $until }: not shown; { $place }, which says that it is another workspace's
lost-nobody = at least one change, nobody knows of which plan
lost-one = 1 change, no. { $first }
lost-many = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}, nos. { $first } to { $last }
lost-nothing-known = There were plans here, and nothing is left of them in this directory. Bring them back from a backup: kvartal restore FILE --workspace DIR.
lost-nothing = Nothing is missing: kvartal doctor --repair writes it anew.
lost-advice = Nothing is written until you decide: kvartal doctor --repair brings back what is there, kvartal doctor --accept-loss goes on with the journal as it is.
lost-advice-plan = These plans are not written until you decide: kvartal doctor --repair brings back what is there, kvartal doctor --accept-loss goes on without it. Other plans can be worked on.
lost-advice-mixed = kvartal doctor --repair sets the parts of the other workspace aside, in aside, and deletes nothing of them; where they are not needed: kvartal doctor --accept-loss.
lost-marker = The file kvartal-workspace is missing or damaged; the journal says which workspace this is. The next command that writes makes it anew.
lost-marker-made = The file kvartal-workspace was missing or damaged, and was made anew. Nothing was lost.
lost-torn = The last entry of the journal { $path } is unfinished ({ $bytes } bytes): it was never saved. Nothing is lost; the next command that writes puts it aside.

## What the system said, and what to do
trust-io-eio = the disk answers with an error
trust-io-emfile = too many files are open
trust-io-enolck = files cannot be locked here
trust-io-enospc = the disk is full
trust-io-edquot = your share of the disk is used up
trust-io-estale = the file server has lost the file
trust-advice-eio = The disk may be failing: make a copy elsewhere (kvartal backup -o FILE) and call whoever looks after the machine.
trust-advice-emfile = Close other programs, or raise the limit: ulimit -n.
trust-advice-enolck = A network disk often has no locks: move the workspace to a disk of this machine.
trust-advice-enospc = Free some space and try again: what was saved is there.
trust-advice-edquot = Free some of your files and try again: what was saved is there.
trust-advice-served = The workspace belongs to the account { $account } and is used through kvartal serve alone: ask for it to be started (systemctl start kvartal). What reads the files themselves, such as a backup, that account does.
trust-advice-access = Check to whom the file belongs and what its permissions are.
trust-advice-other = Check the permissions and the free space on the disk.

## The doctor
trust-doctor-in-use = The workspace is open in another window, so the database was not looked into.
trust-doctor-served = Process { $pid } of another account serves the workspace: only that account can look its files over.
trust-doctor-brought = Brought back into the journal. Plan { $name }: { $numbers }
trust-doctor-accepted-unnamed = Accepted as lost: at least one change, nobody knows of which plan
trust-doctor-open-unnamed = At least one change is nowhere, and nobody knows of which plan. To go on without it: kvartal doctor --accept-loss.
trust-doctor-open = Nobody has them. Plan { $name }: { $numbers }. To go on without them: kvartal doctor --accept-loss.
trust-doctor-strange = Plan { $name }: { $numbers }: of another workspace, set aside. To go on without them: kvartal doctor --accept-loss.
trust-doctor-accepted = Accepted as lost. Plan { $name }: { $numbers }
trust-doctor-aside = What was replaced lies in { $path }. It can be deleted when all is well.
trust-doctor-marker = The file kvartal-workspace was made anew.
trust-doctor-journal = The journal was written anew.
trust-doctor-state = What is made from the journal was made anew.
trust-doctor-nothing = There was nothing to mend.
trust-doctor-backups = Backups in the workspace: { $count }, the last one of { $at }
trust-doctor-no-backups = There is no backup in the workspace yet: kvartal backup -o FILE makes one.

## Backups
trust-backup-done = { $count ->
    [one] { $count } change
   *[other] { $count } changes
} written to { $path } and read back.
trust-compact-done = The journal took { $before ->
    [one] { $before } byte
   *[other] { $before } bytes
} and takes { $after } now. The whole history is in it, compared byte by byte.
trust-compact-nothing = There was nothing to pack. The journal takes { $after ->
    [one] { $after } byte
   *[other] { $after } bytes
}.
trust-compact-left = { $count ->
    [one] { $count } part of the journal was not packed, because it is damaged.
   *[other] { $count } parts of the journal were not packed, because they are damaged.
} What is damaged and what to do: kvartal doctor
trust-backup-failed = No backup could be made: { $why }
trust-restore-done = { $path } has { $count ->
    [one] { $count } change
   *[other] { $count } changes
} of { $of }, the last one of { $until }. The backup is of { $made }.
trust-restore-would = From this backup of { $made } would come { $count ->
    [one] { $count } change
   *[other] { $count } changes
} of { $of }, the last one of { $until }. Nothing was written.
trust-restore-nothing = { $path } has no plan now. { $of ->
    [0] The backup of { $made } has no change.
    [one] The only change of the backup of { $made } is later than the given moment.
   *[other] All { $of } changes of the backup of { $made } are later than the given moment.
}
trust-restore-would-nothing = Nothing would come from this backup of { $made }: { $of ->
    [0] it has no change.
    [one] its only change is later than the given moment.
   *[other] all { $of } changes are later than the given moment.
} Nothing was written.
trust-not-a-moment = "{ $text }" is no moment. Write 2024-01-09, 2024-01-09 14:30 or 2024-01-09T14:30:00Z.
trust-no-workspace = There is no workspace { $path }. Nothing was made.
trust-file-is-link = { $path } is a link to a file of somebody else. Name another file, or give --force.
trust-file-is-protected = { $path } is protected against writing. Name another file, or give --force.
