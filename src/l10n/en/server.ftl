### Plans on a PostgreSQL server: what went wrong, and what to do.

server-not-built = This program was built without PostgreSQL. Take a release that has it, or build it: cargo build --release --features postgres
server-address = The address of the server cannot be read: “{ $what }”. It looks like this: postgres://user@server1,server2/kvartal
server-password-shown = Everybody sees a password on the command line: it stays in the shell’s history and in the list of processes. Put it into ~/.pgpass (mode 0600) or into PGPASSWORD, and take it out of the address.
server-setting = A server has no such setting: { $name }={ $value }
server-no-service = No service file (~/.pg_service.conf) has the service “{ $name }”.
server-in-clear = The line to the server { $host } would not be encrypted. Turn TLS on there (ssl = on), and do not turn sslmode off. Only a server on this machine may be used without TLS, if sslmode does not demand it.
server-certificate = The certificate of the server { $host } cannot be trusted: { $what }. The certificate of your authority, or that of the server itself, is named by sslrootcert=FILE in the address, or by PGSSLROOTCERT.
server-unreachable = The server does not answer: { $hosts } ({ $what }). See whether the network is there and PostgreSQL runs.
server-no-writer = The servers answer, but none takes changes: { $hosts }. Probably a new leader is being chosen: try again in a minute.
server-no-password = The server { $host } asks for the password of { $user }, and there is none. Add the line { $host }:*:*:{ $user }:PASSWORD to ~/.pgpass (mode 0600).
server-not-let-in = The server { $host } does not let { $user } in: { $what }
server-no-database = The server has no database “{ $name }”. createdb { $name } makes it.
server-not-prepared = The database “{ $name }” is not prepared yet. Its owner does that: kvartal migrate
server-tables-older = The tables on the server have version { $found }, and this program needs { $needed }. The owner of the database brings them up: kvartal migrate
server-tables-newer = The tables on the server have version { $found } (made by kvartal { $program }), and this program knows only { $known }. Update the program to { $program } at least.
server-not-allowed = { $user } may not do that on the server: { $what }. Whose plans are open to whom is decided by the owner of the database: kvartal.admit.
server-not-allowed-plan = { $user } may not have a plan with this identity or of this organisation. Whose plans are open to whom is decided by the owner of the database: kvartal.admit.
server-too-long = The server did not manage in time. Try again; if it happens again, see what it is busy with.
server-too-many = The server has no free connection. Try again in a minute, or raise max_connections.
server-disk-full = The server’s disk is full. Nothing is lost, but no change is taken until there is space.
server-lost = The line to the server { $host } broke.
server-damaged = Plan { $plan } on the server does not read: { $what }. Bring it back from a backup of the server.
server-other = The server says: { $what } ({ $code })
server-not-a-directory = This command is for a directory with plans, and the plans are on a server. There PostgreSQL makes the backups and looks things over: pg_basebackup, pg_amcheck (docs/server.md).
server-migrated-new = Tables of version { $to } were made.
server-migrated = The tables were brought from version { $from } to { $to }.
server-migrated-already = The tables have version { $to } already.
server-nothing-to-migrate = Tables on a server are migrated: kvartal --workspace postgres://server/kvartal migrate. A directory brings itself up.
server-copy-step = Plan { $n } of { $of }: { $name }, change { $seq } …
server-copied = Copied and compared: { $plans ->
    [one] { $plans } plan
   *[other] { $plans } plans
  }, { $changes ->
    [one] { $changes } change
   *[other] { $changes } changes
  }; { $there } were there already.
server-copy-differs = The plan “{ $name }” has different histories in the two places. Nothing was written over: copy to an empty place, or take that plan away there.
server-line-lost = { $count ->
    [0] the server is away
    [one] the server is away · { $count } change waits
   *[other] the server is away · { $count } changes wait
}
server-unsent-sent = { $count ->
    [one] { $count } change that waited for the line is being sent.
   *[other] { $count } changes that waited for the line are being sent.
}
server-unsent-elsewhere = { $count ->
    [one] { $count } more change in another plan waits
   *[other] { $count } more changes in other plans wait
  } since the line was lost: they are sent as soon as the plan is opened.
server-rewound = The server was set back, as after a restored backup: { $count ->
    [one] { $count } change that was here is
   *[other] { $count } changes that were here are
  } gone there, or not open to you (plans: { $plans }).
server-rewound-kept = The server was set back, as after a restored backup: { $count ->
    [one] { $count } change that was here is
   *[other] { $count } changes that were here are
  } gone there, or not open to you; { $kept } kept in files (docs/server.md).
server-lost-changes = { $count ->
    [one] { $count } change that the server had and lost is kept
   *[other] { $count } changes that the server had and lost are kept
  } in { $path } (docs/server.md).
server-commit-waits = Not saved yet: { $why } It is kept, and sent as soon as the plan is opened when the server can be used.
