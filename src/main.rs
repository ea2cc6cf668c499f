//! kvartal: parse, run, exit code.

fn main() -> std::process::ExitCode {
    kvartal::cli::main()
}
