//! How both services read an operator's settings: one rule for every variable and for every address.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::{ArgMatches, Command, Parser};

/// Reads flags and variables. A variable that is empty counts as not set, so that `NAME=` in a file of settings, or in a
/// template whose value is missing, means the default. Ends the process after `--help` or where something is wrong.
pub fn parse<T: Parser>() -> T {
    let mut matches = without_empty_variables(T::command()).get_matches();
    read(&mut matches)
}

fn read<T: Parser>(matches: &mut ArgMatches) -> T {
    match T::from_arg_matches_mut(matches) {
        Ok(read) => read,
        Err(error) => error.format(&mut T::command()).exit(),
    }
}

/// The command without the variables that are empty now.
pub fn without_empty_variables(command: Command) -> Command {
    command
        .mut_args(|argument| {
            let is_empty = argument.get_env().is_some_and(|name| {
                std::env::var_os(name)
                    .is_some_and(|value| value.to_string_lossy().trim().is_empty())
            });
            if is_empty {
                argument.env(None::<&'static str>)
            } else {
                argument
            }
        })
        .mut_subcommands(without_empty_variables)
}

/// Reads an address to listen on: `127.0.0.1:8787`, `[::1]:8787`, `localhost:8787`, or `:8787` for every interface.
pub fn listen_address(text: &str) -> Result<SocketAddr, String> {
    let text = text.trim();
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    let named = text.rsplit_once(':').and_then(|(host, port)| {
        let host: IpAddr = match host {
            "" => Ipv4Addr::UNSPECIFIED.into(),
            host if host.eq_ignore_ascii_case("localhost") => Ipv4Addr::LOCALHOST.into(),
            _ => return None,
        };
        Some(SocketAddr::new(host, port.parse().ok()?))
    });
    named.ok_or_else(|| {
        "an address to listen on has a port of 0 to 65535, such as `127.0.0.1:8787`, `[::1]:8787`, \
         `localhost:8787`, or `:8787` for every interface"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_leave_its_host_out_or_be_localhost() {
        for (text, address) in [
            ("127.0.0.1:80", "127.0.0.1:80"),
            ("[::1]:80", "[::1]:80"),
            ("localhost:8787", "127.0.0.1:8787"),
            ("LocalHost:0", "127.0.0.1:0"),
            (":8787", "0.0.0.0:8787"),
            (" :8787 ", "0.0.0.0:8787"),
        ] {
            assert_eq!(listen_address(text), Ok(address.parse().unwrap()), "{text}");
        }
        for text in [
            "",
            ":",
            "8787",
            "localhost",
            "localhost:65536",
            "shop.example:80",
            ":-1",
            "::1:",
        ] {
            let message = listen_address(text).unwrap_err();
            assert!(message.contains("`localhost:8787`"), "{text}: {message}");
        }
    }

    #[test]
    fn an_empty_variable_is_not_set() {
        // Cargo sets this one to nothing for a package without a homepage.
        let command = |name: &'static str| {
            Command::new("a").arg(
                clap::Arg::new("x")
                    .long("x")
                    .env(name)
                    .default_value("default"),
            )
        };
        for (name, is_kept) in [("CARGO_PKG_HOMEPAGE", false), ("PATH", true)] {
            let command = without_empty_variables(command(name));
            let matches = command.get_matches_from(["a"]);
            let value = matches.get_one::<String>("x").unwrap();
            assert_eq!(value != "default", is_kept, "{name}: {value}");
        }
    }
}
