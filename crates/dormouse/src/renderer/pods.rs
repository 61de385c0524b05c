//! The pods of the renderer service: every address behind every origin.

use std::{
    fmt,
    net::{SocketAddr, ToSocketAddrs},
    time::Instant,
};

use url::Url;

use crate::Origin;

/// One pod.
#[derive(Clone, Debug)]
pub(super) struct Pod {
    /// Origin of the pod.
    pub(super) origin: Origin,
    /// Address of the pod.
    pub(super) addr: SocketAddr,
    /// It is not asked before this time.
    pub(super) not_before: Instant,
    /// How many times it failed to answer.
    pub(super) failures: u32,
}

/// All pods, and which was asked last.
#[derive(Debug)]
pub(super) struct Pods {
    pods: Vec<Pod>,
    last: Option<usize>,
}

impl Pods {
    /// Finds the pods; `turn` says at which one to begin. A name that cannot be resolved now gives none.
    pub(super) fn find(origins: &[Origin], turn: usize) -> Self {
        let now = Instant::now();
        let mut pods: Vec<Pod> = Vec::new();
        for origin in origins {
            for addr in addresses(origin) {
                if pods.iter().all(|pod| pod.addr != addr) {
                    pods.push(Pod {
                        origin: origin.clone(),
                        addr,
                        not_before: now,
                        failures: 0,
                    });
                }
            }
        }
        if !pods.is_empty() {
            let first = turn % pods.len();
            pods.rotate_left(first);
        }
        Pods { pods, last: None }
    }

    /// The pod to ask next: the one that can be asked soonest, but not the same one again if there is another.
    pub(super) fn next(&mut self) -> Option<&mut Pod> {
        let is_only = self.pods.len() == 1;
        let others = self.pods.iter().enumerate();
        let (index, _) = others
            .filter(|(index, _)| is_only || Some(*index) != self.last)
            .min_by_key(|(_, pod)| pod.not_before)?;
        self.last = Some(index);
        self.pods.get_mut(index)
    }
}

impl fmt::Display for Pod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at {}", self.origin, self.addr)
    }
}

fn addresses(origin: &Origin) -> Vec<SocketAddr> {
    let url = Url::parse(origin.as_str()).ok();
    let host_and_port = url.as_ref().and_then(|url| {
        let host = url.host_str()?;
        Some(format!("{host}:{}", url.port_or_known_default()?))
    });
    let found = host_and_port.and_then(|it| it.to_socket_addrs().ok());
    found.map(Iterator::collect).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn origins(ports: &[u16]) -> Vec<Origin> {
        let origin = |port| Origin::parse(&format!("http://127.0.0.1:{port}")).unwrap();
        ports.iter().map(origin).collect()
    }

    #[test]
    fn another_pod_is_asked_if_there_is_one() {
        let mut pods = Pods::find(&origins(&[1, 2, 1]), 0);
        let mut asked = Vec::new();
        for _ in 0..4 {
            let pod = pods.next().unwrap();
            pod.not_before += Duration::from_secs(60 / u64::from(pod.addr.port()));
            asked.push(pod.addr.port());
        }
        assert_eq!(asked, [1, 2, 1, 2]);
        let mut one = Pods::find(&origins(&[7]), 0);
        assert_eq!(one.next().unwrap().addr.port(), 7);
        assert_eq!(one.next().unwrap().addr.port(), 7);
    }

    #[test]
    fn each_form_begins_at_another_pod() {
        let first = |turn| {
            Pods::find(&origins(&[1, 2]), turn)
                .next()
                .unwrap()
                .addr
                .port()
        };
        assert_eq!([first(0), first(1), first(2)], [1, 2, 1]);
        assert!(Pods::find(&[], 3).next().is_none());
    }
}
