// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "saldo",
  products: [
    .executable(name: "saldo", targets: ["saldo"]),
    .library(name: "Exact", targets: ["Exact"]),
    .library(name: "Consistency", targets: ["Consistency"]),
    .library(name: "Releases", targets: ["Releases"]),
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "TradeData", targets: ["TradeData"]),
    .library(name: "Analytics", targets: ["Analytics"]),
    .library(name: "Benching", targets: ["Benching"]),
    .library(name: "Reporting", targets: ["Reporting"]),
    .library(name: "Serving", targets: ["Serving"]),
  ],
  traits: [
    // For the test that `saldo bench --compare` sees a slow-down; see Benchmarks/README.md.
    .trait(name: "SlowedBenchmarks", description: "Slows every benchmark by half its time.")
  ],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .target(name: "CMappedFiles"),
    .systemLibrary(name: "CVector"),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .target(name: "Exact", dependencies: ["BigInt"], swiftSettings: strict),
    .target(name: "Consistency", dependencies: ["Exact"], swiftSettings: strict),
    .target(
      name: "Releases", dependencies: ["BigInt", "Consistency", "Exact", "TradeData"],
      swiftSettings: strict),
    .target(name: "LinearAlgebra", dependencies: ["COpenBLAS", "CVector"], swiftSettings: strict),
    .target(
      name: "TradeData", dependencies: ["CDeflate", "CMappedFiles", "CVector", "CZstd", "Exact"],
      swiftSettings: strict),
    .target(
      name: "Analytics", dependencies: ["BigInt", "TradeData", "LinearAlgebra", "Exact"],
      swiftSettings: strict),
    .target(
      name: "Benching",
      dependencies: [
        "Analytics", "Consistency", "Exact", "LinearAlgebra", "Releases", "TradeData",
      ],
      swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Analytics", "Benching", "CVector", "TradeData", "Releases", "Consistency", "Exact",
      ],
      resources: [
        .embedInCode("Analyze/Resources/report.css"), .embedInCode("Analyze/Resources/report.js"),
      ],
      swiftSettings: strict),
    .target(
      name: "Serving",
      dependencies: [
        "Analytics", "Releases", "Reporting", "TradeData",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [
        .embedInCode("Resources/index.html"), .embedInCode("Resources/page.css"),
        .embedInCode("Resources/page.js"),
      ],
      swiftSettings: strict),
    .target(name: "Spark", dependencies: ["TradeData"], swiftSettings: strict),
    .executableTarget(
      name: "saldo",
      dependencies: [
        "Analytics", "Benching", "Consistency", "Exact", "LinearAlgebra", "Releases", "Reporting",
        "Serving", "Spark", "TradeData",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(name: "ExactTests", dependencies: ["Exact", "BigInt"]),
    .testTarget(name: "ConsistencyTests", dependencies: ["Consistency", "Exact"]),
    .testTarget(
      name: "ReleasesTests",
      dependencies: ["BigInt", "Releases", "Consistency", "Exact", "TradeData"]),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"]),
    .testTarget(name: "TradeDataTests", dependencies: ["TradeData", "Exact"]),
    .testTarget(name: "AnalyticsTests", dependencies: ["Analytics", "TradeData", "Exact"]),
    .testTarget(name: "BenchingTests", dependencies: ["Benching", "Reporting"]),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Analytics", "Releases", "Consistency"]),
    .testTarget(name: "ServingTests", dependencies: ["Serving"]),
    .testTarget(name: "SparkTests", dependencies: ["Spark", "TradeData"]),
    .testTarget(name: "SaldoTests", dependencies: ["saldo", "Exact", "BigInt"]),
  ]
)
