//! The server for guests: one thread for the requests of each guest and one more for each guest that watches. None of
//! them wakes up without cause.

use std::{
    collections::HashMap,
    io::{self, BufReader, Read, Write},
    net::Shutdown,
    os::unix::net::{UnixListener, UnixStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use super::{
    super::{Logged, Person, Store, Whereabouts, people::account, presence::Presences},
    address::Address,
    protocol::{self, Answer, Ask, Greeting, Message, NumberedAsk, PROTOCOL},
    words::{self, AllowedAuthor},
};

/// How many guests are served at once.
const SEATS: usize = 256;
/// How many changes may wait for a slow guest; then its connection is closed, and it reconnects by itself.
const UNREAD: usize = if cfg!(test) { 64 } else { 4096 };
/// How long a guest may take to greet, and to receive what it is sent.
const PATIENCE: Duration = Duration::from_secs(5);
/// The pause before accepting again when the system has no file descriptors left.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves a store until it is stopped.
pub(super) struct Server {
    served: Arc<ServedWorkspace>,
    address: Address,
    door: Option<JoinHandle<()>>,
}

/// The state that all threads of the server share.
pub(super) struct ServedWorkspace {
    store: Arc<dyn Store>,
    listener: UnixListener,
    /// Whether other system users may connect.
    everybody: bool,
    guests: Mutex<Guests>,
    presences: Presences,
    /// Called in this process when somebody has come or gone.
    on_people: OnPeople,
}

/// A callback that gets everybody who is present when somebody has come or gone.
pub(super) type OnPeople = Box<dyn Fn(Vec<Person>) + Send + Sync>;

/// The number of the host's own window.
const OWN: u64 = u64::MAX;

#[derive(Default)]
struct Guests {
    next: u64,
    members: HashMap<u64, Guest>,
    threads: HashMap<u64, JoinHandle<()>>,
    closed: bool,
}

struct Guest {
    line: UnixStream,
    /// The channel for changes, once the guest watches.
    news: Option<SyncSender<Arc<[u8]>>>,
}

impl Server {
    /// Starts serving. The socket exists when this returns; `mode` is its file mode.
    pub fn start(
        store: Arc<dyn Store>,
        address: Address,
        mode: u32,
        on_people: OnPeople,
    ) -> io::Result<Self> {
        let listener = address.listen(mode)?;
        let everybody = mode & 0o006 != 0;
        let (guests, presences) = (Mutex::default(), Presences::default());
        let served = Arc::new(ServedWorkspace { store, listener, everybody, guests, presences, on_people });
        let of_door = Arc::clone(&served);
        let thread = std::thread::Builder::new().name("kvartal-door".to_owned());
        let door = Some(thread.spawn(move || of_door.open())?);
        Ok(Self { served, address, door })
    }

    /// A handle that sends changes to all watching guests. It keeps neither the store nor the server alive.
    pub fn announcer(&self) -> Announcer {
        Announcer(Arc::downgrade(&self.served))
    }

    /// Records where the host's own window is.
    pub fn announce(&self, place: Whereabouts) {
        self.served.note(OWN, place);
    }

    /// Everybody who is present.
    pub fn people(&self) -> Vec<Person> {
        self.served.presences.seen_by(OWN)
    }

    /// Stops serving, and returns when no guest uses the store any more. A commit in progress is completed.
    pub fn stop(&mut self) {
        self.address.clear();
        let threads = {
            let mut guests = self.served.guests();
            guests.closed = true;
            for guest in guests.members.values_mut() {
                guest.news = None;
                let _ = guest.line.shutdown(Shutdown::Both);
            }
            std::mem::take(&mut guests.threads)
        };
        let _ = rustix::net::shutdown(&self.served.listener, rustix::net::Shutdown::Both);
        for thread in self.door.take().into_iter().chain(threads.into_values()) {
            let _ = thread.join();
        }
    }
}

/// See [`Server::announcer`].
pub(super) struct Announcer(Weak<ServedWorkspace>);

impl Announcer {
    /// Sends a change to every watching guest.
    pub fn tell(&self, logged: &Logged) {
        self.0.upgrade().iter().for_each(|served| served.tell(logged));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl ServedWorkspace {
    fn guests(&self) -> MutexGuard<'_, Guests> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Accepts guests until the listener is shut down.
    fn open(self: Arc<Self>) {
        loop {
            match self.listener.accept() {
                Ok((line, _)) => self.membership(line),
                // The listener was shut down.
                Err(_) if self.guests().closed => return,
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }

    fn membership(self: &Arc<Self>, line: UnixStream) {
        let mut guests = self.guests();
        if guests.closed || guests.members.len() >= SEATS {
            return;
        }
        let Ok(own) = line.try_clone() else { return };
        let number = guests.next;
        guests.next += 1;
        let served = Arc::clone(self);
        let thread = std::thread::Builder::new().name("kvartal-guest".to_owned());
        let Ok(thread) = thread.spawn(move || served.serve(number, &line)) else { return };
        guests.members.insert(number, Guest { line: own, news: None });
        guests.threads.insert(number, thread);
    }

    /// Serves one guest until it leaves.
    fn serve(self: Arc<Self>, number: u64, line: &UnixStream) {
        // The error is ignored, because it concerns only this guest, who reconnects and gets it then.
        let _ = self.converse(number, line);
        let _ = line.shutdown(Shutdown::Both);
        let mut guests = self.guests();
        guests.members.remove(&number);
        // The handle is dropped, because nobody joins the thread of a guest that left by itself.
        guests.threads.remove(&number);
        let closed = guests.closed;
        drop(guests);
        if self.presences.forget(number) && !closed {
            self.tell_people();
        }
    }

    /// Records where a guest's window is; if it is new, all others are informed.
    fn note(&self, number: u64, place: Whereabouts) {
        if self.presences.note(number, place, jiff::Timestamp::now().as_millisecond()) {
            self.tell_people();
        }
    }

    fn tell_people(&self) {
        (self.on_people)(self.presences.seen_by(OWN));
        self.send_each(|number| {
            let message = Message::People(self.presences.seen_by(number));
            protocol::frame(&message).ok().map(Into::into)
        });
    }

    fn converse(&self, number: u64, line: &UnixStream) -> io::Result<()> {
        let Some(guest) = guest_of(line, self.everybody) else { return Ok(()) };
        line.set_read_timeout(Some(PATIENCE))?;
        line.set_write_timeout(Some(PATIENCE))?;
        let mut end = line;
        let theirs = Greeting::read(&mut end)?;
        Greeting::own().write(&mut end)?;
        if theirs.protocol != PROTOCOL {
            return Ok(());
        }
        line.set_read_timeout(None)?;
        let output = Arc::new(Mutex::new(line.try_clone()?));
        let mut input = BufReader::new(line);
        let answer = |ask: &Ask| self.answer(number, &guest, ask);
        answer_all(self.store.as_ref(), &guest, &mut input, answer, |answer| {
            if matches!(answer, Message::Answer(_, Answer::Watching)) {
                self.watch(number, &output)?;
            }
            send(&output, &protocol::frame(answer)?)
        })
    }

    /// Answers what concerns presence: who is present, and where.
    fn answer(&self, number: u64, guest: &AllowedAuthor, ask: &Ask) -> Option<Answer> {
        match ask {
            Ask::Here(place) => {
                let mut place = place.clone();
                if let AllowedAuthor::Only(name) = guest {
                    place.name.clone_from(name);
                }
                self.note(number, place);
                Some(Answer::Noted)
            }
            Ask::People => Some(Answer::People(self.presences.seen_by(number))),
            _ => None,
        }
    }

    /// Sends every change to the guest from now on, on a thread of its own, so that a slow guest delays nobody.
    fn watch(&self, number: u64, output: &Arc<Mutex<UnixStream>>) -> io::Result<()> {
        let (news, unread) = sync_channel::<Arc<[u8]>>(UNREAD);
        let output = Arc::clone(output);
        let thread = std::thread::Builder::new().name("kvartal-news".to_owned());
        thread.spawn(move || pass_on(&unread, &output))?;
        if let Some(guest) = self.guests().members.get_mut(&number) {
            guest.news = Some(news);
        }
        Ok(())
    }

    fn tell(&self, logged: &Logged) {
        let guests = self.guests();
        if guests.members.values().all(|guest| guest.news.is_none()) {
            return;
        }
        // A change that cannot be sent was refused before it was committed.
        let framed = words::changed(logged).and_then(|message| protocol::frame(&message));
        let Ok(bytes) = framed else { return };
        drop(guests);
        let bytes: Arc<[u8]> = bytes.into();
        self.send_each(|_| Some(Arc::clone(&bytes)));
    }

    /// Sends a message to every watching guest.
    fn send_each(&self, bytes: impl Fn(u64) -> Option<Arc<[u8]>>) {
        let mut guests = self.guests();
        for (number, guest) in &mut guests.members {
            let Some(news) = &guest.news else { continue };
            let slow = bytes(*number).is_some_and(|bytes| news.try_send(bytes).is_err());
            if slow {
                guest.news = None;
                let _ = guest.line.shutdown(Shutdown::Both);
            }
        }
    }
}

fn pass_on(unread: &Receiver<Arc<[u8]>>, output: &Mutex<UnixStream>) {
    for bytes in unread {
        if send(output, &bytes).is_err() {
            return;
        }
    }
}

fn send(output: &Mutex<UnixStream>, bytes: &[u8]) -> io::Result<()> {
    let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
    let sent = output.write_all(bytes);
    if sent.is_err() {
        // Half a frame may have been sent, so the guest could not understand what follows.
        let _ = output.shutdown(Shutdown::Both);
    }
    sent
}

/// The rights of a guest, by the user id that the system gives; none where the guest may not connect. If everybody may
/// connect, each user makes changes only under the name of the own account, including the host's. Otherwise only the
/// host's own system user may connect, under any name, because the files belong to that user and several people may
/// share the account.
fn guest_of(line: &UnixStream, everybody: bool) -> Option<AllowedAuthor> {
    let peer = rustix::net::sockopt::socket_peercred(line).ok()?;
    allowed_author(peer.uid.as_raw(), rustix::process::geteuid().as_raw(), everybody)
}

fn allowed_author(guest: u32, own: u32, everybody: bool) -> Option<AllowedAuthor> {
    match everybody {
        true => Some(AllowedAuthor::Only(account(guest))),
        false => (guest == own).then_some(AllowedAuthor::AnyName),
    }
}

/// Answers requests in their order until the stream ends or cannot be decoded.
fn answer_all(
    store: &dyn Store,
    guest: &AllowedAuthor,
    input: &mut impl Read,
    own: impl Fn(&Ask) -> Option<Answer>,
    mut send: impl FnMut(&Message) -> io::Result<()>,
) -> io::Result<()> {
    while let Some(NumberedAsk { number, ask }) = protocol::read(input)? {
        let answer = match own(&ask) {
            Some(answer) => answer,
            None => words::answer(store, guest, &ask)?,
        };
        send(&Message::Answer(number, answer))?;
    }
    Ok(())
}

/// Answers requests from bytes, without a socket, until they end or cannot be decoded. Returns the number of answers.
/// For tests and fuzzers.
pub fn answer_bytes(store: &dyn Store, bytes: &[u8]) -> usize {
    let (mut input, mut answers) = (bytes, 0);
    if Greeting::read(&mut input).is_ok() {
        let _ = answer_all(
            store,
            &AllowedAuthor::AnyName,
            &mut input,
            |_| None,
            |message| {
                answers += 1;
                protocol::frame(message).map(drop)
            },
        );
    }
    answers
}

/// As [`answer_bytes`], but each piece is the payload of a frame: its length, envelope and checksum are added, because
/// arbitrary bytes would never be accepted.
pub fn answer_payloads<'a>(store: &dyn Store, pieces: impl IntoIterator<Item = &'a [u8]>) -> usize {
    let mut bytes = Vec::new();
    let _ = Greeting::own().write(&mut bytes);
    for piece in pieces {
        bytes.extend(protocol::around::<NumberedAsk>(piece));
    }
    answer_bytes(store, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_everybody_may_come_nobody_has_more_names_than_his_account() {
        let own = rustix::process::geteuid().as_raw();
        let is_one = |guest| matches!(allowed_author(guest, own, true), Some(AllowedAuthor::Only(name)) if name == account(guest));
        assert!(is_one(own) && is_one(own + 1));
        assert!(matches!(allowed_author(own, own, false), Some(AllowedAuthor::AnyName)));
        assert!(allowed_author(own + 1, own, false).is_none());
    }
}
