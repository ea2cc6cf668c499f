//! The serving side: one thread for each guest that asks, one more for each that watches, and none that
//! wakes up by itself.

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
    super::{Logged, Person, Store, Whereabouts, people::account, presence::Crowd},
    address::Address,
    protocol::{self, Answer, Ask, Greeting, Message, NumberedAsk, PROTOCOL},
    words::{self, Guestbook},
};

/// So many guests are served at once.
const SEATS: usize = 256;
/// So many changes wait for a guest that reads slowly; then he is let go, and comes back by himself.
const UNREAD: usize = if cfg!(test) { 64 } else { 4096 };
/// A guest greets, and takes what he is sent, within this time.
const PATIENCE: Duration = Duration::from_secs(5);
/// When the system has no descriptors left, calling is tried again after this time.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves a store until it is stopped.
pub(super) struct Server {
    hall: Arc<Hall>,
    address: Address,
    door: Option<JoinHandle<()>>,
}

/// Who is served.
pub(super) struct Hall {
    store: Arc<dyn Store>,
    listener: UnixListener,
    /// Whether other system users may come.
    everybody: bool,
    guests: Mutex<Guests>,
    crowd: Crowd,
    /// Who in this process wants to know who has come or gone.
    on_people: OnPeople,
}

/// Told of everybody who is here when somebody has come or gone.
pub(super) type OnPeople = Box<dyn Fn(Vec<Person>) + Send + Sync>;

/// The number of the window that serves.
const OWN: u64 = u64::MAX;

#[derive(Default)]
struct Guests {
    next: u64,
    seated: HashMap<u64, Guest>,
    threads: HashMap<u64, JoinHandle<()>>,
    closed: bool,
}

struct Guest {
    line: UnixStream,
    /// Where changes go, once he watches.
    news: Option<SyncSender<Arc<[u8]>>>,
}

impl Server {
    /// Begins to serve. The socket is there when this returns; `mode` says who may come.
    pub fn start(
        store: Arc<dyn Store>,
        address: Address,
        mode: u32,
        on_people: OnPeople,
    ) -> io::Result<Self> {
        let listener = address.listen(mode)?;
        let everybody = mode & 0o006 != 0;
        let (guests, crowd) = (Mutex::default(), Crowd::default());
        let hall = Arc::new(Hall { store, listener, everybody, guests, crowd, on_people });
        let of_door = Arc::clone(&hall);
        let thread = std::thread::Builder::new().name("kvartal-door".to_owned());
        let door = Some(thread.spawn(move || of_door.open())?);
        Ok(Self { hall, address, door })
    }

    /// Who tells everybody that watches of a change. It keeps neither the store nor the server alive.
    pub fn crier(&self) -> Crier {
        Crier(Arc::downgrade(&self.hall))
    }

    /// Where the window is that serves.
    pub fn announce(&self, place: Whereabouts) {
        self.hall.note(OWN, place);
    }

    /// Everybody who is here.
    pub fn people(&self) -> Vec<Person> {
        self.hall.crowd.seen_by(OWN)
    }

    /// Ends serving, and returns when nobody uses the store any more. What is being committed is committed.
    pub fn stop(&mut self) {
        self.address.clear();
        let threads = {
            let mut guests = self.hall.guests();
            guests.closed = true;
            for guest in guests.seated.values_mut() {
                guest.news = None;
                let _ = guest.line.shutdown(Shutdown::Both);
            }
            std::mem::take(&mut guests.threads)
        };
        let _ = rustix::net::shutdown(&self.hall.listener, rustix::net::Shutdown::Both);
        for thread in self.door.take().into_iter().chain(threads.into_values()) {
            let _ = thread.join();
        }
    }
}

/// See [`Server::crier`].
pub(super) struct Crier(Weak<Hall>);

impl Crier {
    /// Sends a change to everybody who watches.
    pub fn tell(&self, logged: &Logged) {
        self.0.upgrade().iter().for_each(|hall| hall.tell(logged));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Hall {
    fn guests(&self) -> MutexGuard<'_, Guests> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets guests in until the listener is shut down.
    fn open(self: Arc<Self>) {
        loop {
            match self.listener.accept() {
                Ok((line, _)) => self.seat(line),
                // Shut down.
                Err(_) if self.guests().closed => return,
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }

    fn seat(self: &Arc<Self>, line: UnixStream) {
        let mut guests = self.guests();
        if guests.closed || guests.seated.len() >= SEATS {
            return;
        }
        let Ok(own) = line.try_clone() else { return };
        let number = guests.next;
        guests.next += 1;
        let hall = Arc::clone(self);
        let thread = std::thread::Builder::new().name("kvartal-guest".to_owned());
        let Ok(thread) = thread.spawn(move || hall.serve(number, &line)) else { return };
        guests.seated.insert(number, Guest { line: own, news: None });
        guests.threads.insert(number, thread);
    }

    /// One guest's whole visit.
    fn serve(self: Arc<Self>, number: u64, line: &UnixStream) {
        // What went wrong with a guest is his matter: he comes again, and is told then.
        let _ = self.converse(number, line);
        let _ = line.shutdown(Shutdown::Both);
        let mut guests = self.guests();
        guests.seated.remove(&number);
        // Nobody joins a thread of a guest who left by himself.
        guests.threads.remove(&number);
        let closed = guests.closed;
        drop(guests);
        if self.crowd.forget(number) && !closed {
            self.tell_people();
        }
    }

    /// A window says where it is; where it has just come, all others are told.
    fn note(&self, number: u64, place: Whereabouts) {
        if self.crowd.note(number, place, jiff::Timestamp::now().as_millisecond()) {
            self.tell_people();
        }
    }

    fn tell_people(&self) {
        (self.on_people)(self.crowd.seen_by(OWN));
        self.send_each(|number| {
            let message = Message::People(self.crowd.seen_by(number));
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
        let hall = |ask: &Ask| self.answer(number, &guest, ask);
        answer_all(self.store.as_ref(), &guest, &mut input, hall, |answer| {
            if matches!(answer, Message::Answer(_, Answer::Watching)) {
                self.watch(number, &output)?;
            }
            send(&output, &protocol::frame(answer)?)
        })
    }

    /// What the one who serves answers himself: who is here, and where.
    fn answer(&self, number: u64, guest: &Guestbook, ask: &Ask) -> Option<Answer> {
        match ask {
            Ask::Here(place) => {
                let mut place = place.clone();
                if let Guestbook::Only(name) = guest {
                    place.name.clone_from(name);
                }
                self.note(number, place);
                Some(Answer::Noted)
            }
            Ask::People => Some(Answer::People(self.crowd.seen_by(number))),
            _ => None,
        }
    }

    /// From now on he is sent every change, by a thread of his own: whoever reads slowly holds up nobody.
    fn watch(&self, number: u64, output: &Arc<Mutex<UnixStream>>) -> io::Result<()> {
        let (news, unread) = sync_channel::<Arc<[u8]>>(UNREAD);
        let output = Arc::clone(output);
        let thread = std::thread::Builder::new().name("kvartal-news".to_owned());
        thread.spawn(move || pass_on(&unread, &output))?;
        if let Some(guest) = self.guests().seated.get_mut(&number) {
            guest.news = Some(news);
        }
        Ok(())
    }

    fn tell(&self, logged: &Logged) {
        let guests = self.guests();
        if guests.seated.values().all(|guest| guest.news.is_none()) {
            return;
        }
        // A change that cannot be sent was refused before it was committed.
        let framed = words::changed(logged).and_then(|message| protocol::frame(&message));
        let Ok(bytes) = framed else { return };
        drop(guests);
        let bytes: Arc<[u8]> = bytes.into();
        self.send_each(|_| Some(Arc::clone(&bytes)));
    }

    /// Sends something to everybody who watches.
    fn send_each(&self, bytes: impl Fn(u64) -> Option<Arc<[u8]>>) {
        let mut guests = self.guests();
        for (number, guest) in &mut guests.seated {
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
        // Half a frame may be out: nothing that follows could be understood.
        let _ = output.shutdown(Shutdown::Both);
    }
    sent
}

/// Who a guest is, as the system says; none where he may not come. Where everybody may come, each changes things under
/// the name of his account only, the one who serves too. Else only the same system user comes, under any name: the
/// files are his own, and several people may share his account.
fn guest_of(line: &UnixStream, everybody: bool) -> Option<Guestbook> {
    let peer = rustix::net::sockopt::socket_peercred(line).ok()?;
    guestbook(peer.uid.as_raw(), rustix::process::geteuid().as_raw(), everybody)
}

fn guestbook(guest: u32, own: u32, everybody: bool) -> Option<Guestbook> {
    match everybody {
        true => Some(Guestbook::Only(account(guest))),
        false => (guest == own).then_some(Guestbook::AnyName),
    }
}

/// Answers what comes on a stream, in its order, until it ends or makes no sense.
fn answer_all(
    store: &dyn Store,
    guest: &Guestbook,
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

/// What a guest's bytes make a server do, without a socket: everything is answered until the bytes end or
/// make no sense. How many answers there were. For whoever wants to know what any bytes at all can do.
pub fn answer_bytes(store: &dyn Store, bytes: &[u8]) -> usize {
    let (mut input, mut answers) = (bytes, 0);
    if Greeting::read(&mut input).is_ok() {
        let _ = answer_all(
            store,
            &Guestbook::AnyName,
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

/// As [`answer_bytes`], with each piece as what a frame holds: the length, the envelope and its checksum are put round
/// it. Bytes by chance would never get past these.
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
        let is_one = |guest| matches!(guestbook(guest, own, true), Some(Guestbook::Only(name)) if name == account(guest));
        assert!(is_one(own) && is_one(own + 1));
        assert!(matches!(guestbook(own, own, false), Some(Guestbook::AnyName)));
        assert!(guestbook(own + 1, own, false).is_none());
    }
}
