//! A line to a server that can be cut.

use std::{
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::spawn,
};

/// Passes connections on to a server until the line is cut.
pub struct Line {
    /// The place where it is reached.
    pub place: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_cut: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    /// A line to the server at a place.
    pub fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let place = listener.local_addr().unwrap().to_string();
        let (state, server) = (Arc::new(State::default()), server.to_owned());
        let of_thread = Arc::clone(&state);
        // The thread ends with the tests.
        spawn(move || {
            for client in listener.incoming().flatten() {
                if !of_thread.is_cut.load(Ordering::SeqCst) {
                    pass(&client, &TcpStream::connect(&server).unwrap(), &of_thread);
                }
            }
        });
        Self { place, state }
    }

    /// Breaks every connection and refuses new ones.
    pub fn cut(&self) {
        self.state.is_cut.store(true, Ordering::SeqCst);
        for stream in self.state.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Lets connections through again.
    pub fn heal(&self) {
        self.state.is_cut.store(false, Ordering::SeqCst);
    }
}

fn pass(client: &TcpStream, server: &TcpStream, state: &State) {
    let clone = |stream: &TcpStream| stream.try_clone().unwrap();
    {
        // Whoever cuts the line meanwhile finds the connection among the open ones, or has said so before.
        let mut open = state.open.lock().unwrap();
        if state.is_cut.load(Ordering::SeqCst) {
            return;
        }
        open.extend([clone(client), clone(server)]);
    }
    for (from, to) in [(client, server), (server, client)] {
        let (mut from, mut to) = (clone(from), clone(to));
        spawn(move || {
            let _ = std::io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
        });
    }
}
