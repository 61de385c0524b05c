//! The open connections: how many are allowed, and which one to close for a new one.
//!
//! At the limit, a new connection is not refused, because a flood would then keep all other clients out. Instead, the
//! service closes a connection of the address that holds the most, preferably the one that has waited longest for a
//! request. So a client that floods loses only its own connections, and a client that sends its request at once loses
//! none. Behind a reverse proxy all connections have one address, and the oldest idle one is closed.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::Notify;

/// The most connections of one listener, if the limit of open files allows as many. One takes about 16 kB with short
/// headers and up to 48 kB with the longest.
pub const MAX_CONNECTIONS: usize = 4_096;

/// Files that are kept for all else: database, logs, sockets to other services.
const RESERVED_FILES: usize = 128;

/// A neighborhood that holds more than this part of all connections loses one of its own before all others.
const CROWD_SHARE: usize = 8;

/// Listeners that one process may have: the service and its metrics.
const LISTENERS: usize = 2;

/// The connections of a listener.
#[derive(Debug)]
pub(crate) struct Connections {
    most: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    next_id: u64,
    count: usize,
    by_network: HashMap<IpAddr, Vec<Arc<Entry>>>,
}

#[derive(Debug)]
struct Entry {
    id: u64,
    is_busy: AtomicBool,
    evicted: Notify,
}

/// One connection; it is counted while this lives.
#[derive(Debug)]
pub(crate) struct Connection {
    connections: Arc<Connections>,
    network: IpAddr,
    entry: Arc<Entry>,
}

/// A request is being handled while this lives.
#[derive(Debug)]
pub(crate) struct Busy(Arc<Entry>);

/// How many connections a process may hold with this limit of open files.
pub(crate) fn most_connections(open_files: usize) -> usize {
    let shared = open_files.saturating_sub(RESERVED_FILES) / LISTENERS;
    shared.clamp(16, MAX_CONNECTIONS)
}

impl Connections {
    pub(crate) fn new(most: usize) -> Arc<Self> {
        Arc::new(Connections {
            most,
            open: Mutex::default(),
        })
    }

    /// Counts a new connection, and closes another one if there are too many.
    pub(crate) fn open(self: &Arc<Self>, address: IpAddr) -> Connection {
        let network = network(address);
        let open = &mut *self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.count >= self.most {
            open.evict(self.most);
        }
        let entry = Arc::new(Entry {
            id: open.next_id,
            is_busy: AtomicBool::new(false),
            evicted: Notify::new(),
        });
        open.next_id += 1;
        open.count += 1;
        let of_network = open.by_network.entry(network).or_default();
        of_network.push(entry.clone());
        Connection {
            connections: self.clone(),
            network,
            entry,
        }
    }

    /// Has a connection closed because the process can open no more files.
    pub(crate) fn make_room(&self) {
        let open = &mut *self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.evict(self.most);
    }
}

impl Open {
    /// It is not counted any more from now on, whenever its task notices.
    fn evict(&mut self, most: usize) {
        let crowd = self.crowd(most);
        let is_idle = |entry: &Arc<Entry>| !entry.is_busy.load(Ordering::Relaxed);
        let Some((_, entries)) = self
            .by_network
            .iter_mut()
            .filter(|(network, _)| crowd.is_none_or(|crowd| neighborhood(**network) == crowd))
            .max_by_key(|(_, entries)| (entries.len(), entries.iter().any(is_idle)))
        else {
            return;
        };
        let index = entries.iter().position(is_idle).unwrap_or(0);
        if index < entries.len() {
            entries.remove(index).evicted.notify_one();
            self.count -= 1;
        }
    }
}

impl Open {
    /// The neighborhood that holds an unusual share of all connections: a flood from many networks of one owner would
    /// otherwise look like many clients with one connection each, and browsers hold more than that.
    fn crowd(&self, most: usize) -> Option<IpAddr> {
        let mut counts = HashMap::<IpAddr, usize>::new();
        for (network, entries) in &self.by_network {
            *counts.entry(neighborhood(*network)).or_default() += entries.len();
        }
        let largest = counts.into_iter().max_by_key(|(_, count)| *count);
        largest
            .filter(|(_, count)| *count > most / CROWD_SHARE)
            .map(|(neighborhood, _)| neighborhood)
    }
}

impl Connection {
    /// Completes when the connection must close.
    pub(crate) async fn evicted(&self) {
        self.entry.evicted.notified().await;
    }

    /// A mark that a request is being handled.
    pub(crate) fn requests(&self) -> Requests {
        Requests(self.entry.clone())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let open = &mut *self
            .connections
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let Some(entries) = open.by_network.get_mut(&self.network) else {
            return;
        };
        let index = entries.iter().position(|entry| entry.id == self.entry.id);
        let is_empty = index.is_some_and(|index| {
            entries.remove(index);
            open.count -= 1;
            entries.is_empty()
        });
        if is_empty || entries.is_empty() {
            open.by_network.remove(&self.network);
        }
    }
}

/// The requests of one connection.
#[derive(Clone, Debug)]
pub(crate) struct Requests(Arc<Entry>);

impl Requests {
    /// Marks the connection as busy while the result lives.
    pub(crate) fn begin(&self) -> Busy {
        self.0.is_busy.store(true, Ordering::Relaxed);
        Busy(self.0.clone())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.is_busy.store(false, Ordering::Relaxed);
    }
}

/// The addresses that count as one client: an IPv4 address, or the /64 from which a host of IPv6 can choose its
/// addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let prefix = u128::from(address) & !u128::from(u64::MAX);
            Ipv6Addr::from(prefix).into()
        }
        v4 => v4,
    }
}

/// The addresses that one owner may have: an IPv4 /24, the smallest range that the internet routes, or an IPv6 /48, the
/// usual assignment to one site (RFC 6177).
pub(crate) fn neighborhood(network: IpAddr) -> IpAddr {
    match network {
        IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() >> 8 << 8).into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 80 << 80).into(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    async fn is_evicted(connection: &Connection) -> bool {
        let at_once = Duration::from_millis(1);
        tokio::time::timeout(at_once, connection.evicted())
            .await
            .is_ok()
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn the_address_that_holds_the_most_loses_its_oldest_idle_connection() {
        let connections = Connections::new(4);
        let honest = connections.open(address("192.0.2.1"));
        let flood: Vec<_> = (1..=3)
            .map(|host| connections.open(address(&format!("2001:db8::{host}"))))
            .collect();
        let busy = flood[0].requests().begin();
        let new = connections.open(address("192.0.2.2"));
        assert!(is_evicted(&flood[1]).await);
        for kept in [&honest, &flood[0], &flood[2], &new] {
            assert!(!is_evicted(kept).await);
        }
        drop(busy);
        let _another = connections.open(address("192.0.2.3"));
        assert!(is_evicted(&flood[0]).await);
        assert!(!is_evicted(&honest).await);
    }

    #[tokio::test]
    async fn a_flood_from_many_networks_of_one_owner_loses_its_own() {
        let connections = Connections::new(32);
        let browser = [(); 6].map(|()| connections.open(address("198.51.100.1")));
        let flood: Vec<_> = (0..100)
            .map(|subnet| connections.open(address(&format!("2001:db8:1:{subnet:x}::1"))))
            .collect();
        for kept in &browser {
            assert!(!is_evicted(kept).await);
        }
        assert!(is_evicted(&flood[0]).await);
    }

    #[tokio::test]
    async fn a_busy_connection_goes_where_no_other_is_left() {
        let connections = Connections::new(2);
        let both = [(); 2].map(|()| connections.open(address("192.0.2.1")));
        let _busy = both.each_ref().map(|one| one.requests().begin());
        let _new = connections.open(address("192.0.2.1"));
        assert!(is_evicted(&both[0]).await && !is_evicted(&both[1]).await);
    }

    #[test]
    fn a_closed_connection_does_not_count() {
        let connections = Connections::new(2);
        for host in 0..100 {
            drop(connections.open(address(&format!("192.0.2.{host}"))));
        }
        let open = connections.open.lock().unwrap();
        assert_eq!((open.count, open.by_network.len()), (0, 0));
    }

    #[test]
    fn there_are_files_left_for_all_else() {
        assert_eq!(most_connections(1_024), 448);
        assert_eq!(most_connections(65_536), MAX_CONNECTIONS);
        assert_eq!(most_connections(100), 16);
    }
}
