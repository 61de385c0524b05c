//! Link arguments of the WebAssembly module.

fn main() {
    // The buffers are static; the stack has a few numbers per call. The default of 1 MiB would make every page view pay
    // for unused memory.
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=8192");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
