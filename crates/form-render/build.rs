//! Link arguments of the WebAssembly module.

fn main() {
    // A press holds two copies of the text buffer, 128 KiB, and little beside them.
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=196608");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
