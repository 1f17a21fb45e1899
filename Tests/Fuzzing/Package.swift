// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing else is built with what counts the edges of a program. Built by
// Tests/Tooling/fuzz.py, which links it with libFuzzer.
let package = Package(
  name: "saldo-fuzzing",
  products: [.library(name: "SaldoFuzz", type: .static, targets: ["SaldoFuzz"])],
  dependencies: [.package(name: "saldo", path: "../../")],
  targets: [
    .target(
      name: "SaldoFuzz",
      dependencies: [
        .product(name: "Consistency", package: "saldo"),
        .product(name: "Exact", package: "saldo"),
        .product(name: "Releases", package: "saldo"),
        .product(name: "Reporting", package: "saldo"),
        .product(name: "Serving", package: "saldo"),
        .product(name: "TradeData", package: "saldo"),
      ])
  ]
)
