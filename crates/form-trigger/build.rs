//! Link arguments of the WebAssembly module.

fn main() {
    // The module's deepest call needs about 36 kB for its two copies of the buffers; the default of 1 MiB would
    // make every page view pay for memory that nobody uses.
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=65536");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
