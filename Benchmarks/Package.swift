// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users of the libraries never build the benchmark tool.
let package = Package(
  name: "saldo-benchmarks",
  platforms: [.macOS(.v13)],
  dependencies: [
    .package(name: "saldo", path: "../"),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "SaldoBenchmarks",
      dependencies: [
        .product(name: "Analytics", package: "saldo"),
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Consistency", package: "saldo"),
        .product(name: "Exact", package: "saldo"),
        .product(name: "LinearAlgebra", package: "saldo"),
        .product(name: "Releases", package: "saldo"),
        .product(name: "TradeData", package: "saldo"),
      ],
      path: "Benchmarks/SaldoBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // What the comparisons in peers call; it needs no benchmark tool.
    .executableTarget(
      name: "Timings",
      dependencies: [
        .product(name: "Analytics", package: "saldo"),
        .product(name: "Benching", package: "saldo"),
        .product(name: "LinearAlgebra", package: "saldo"),
      ],
      path: "Benchmarks/Timings"),
  ]
)
