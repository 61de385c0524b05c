//! Link arguments of the WebAssembly module.

fn main() {
    // A call holds a copy of each buffer, 17 KiB, perhaps twice on its way; the default of 1 MiB would make every
    // page view pay for memory that nobody uses.
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=65536");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
