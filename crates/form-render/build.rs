//! Link arguments of the WebAssembly module.

fn main() {
    // A press keeps a copy of the text buffer, 64 KiB, and little else.
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=98304");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
