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
    .library(name: "Exact", targets: ["Exact"]),
    .library(name: "Consistency", targets: ["Consistency"]),
    .library(name: "Releases", targets: ["Releases"]),
    .library(name: "Reporting", targets: ["Reporting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1")
  ],
  targets: [
    .target(name: "Exact", dependencies: ["BigInt"], swiftSettings: strict),
    .target(name: "Consistency", dependencies: ["Exact"], swiftSettings: strict),
    .target(name: "Releases", dependencies: ["Consistency", "Exact"], swiftSettings: strict),
    .target(
      name: "Reporting", dependencies: ["Releases", "Consistency", "Exact"], swiftSettings: strict),
    .testTarget(name: "ExactTests", dependencies: ["Exact", "BigInt"]),
    .testTarget(name: "ConsistencyTests", dependencies: ["Consistency", "Exact"]),
  ]
)
