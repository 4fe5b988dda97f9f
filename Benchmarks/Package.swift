// swift-tools-version:6.1
// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
let nio = ["NIOCore", "NIOHTTP1", "NIOPosix", "NIOWebSocket"].map {
    Target.Dependency.product(name: $0, package: "swift-nio")
}

// Measured on demand, no part of the test run. The joint's and the slots' sources are linked, so that the rest of the product is not built.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    ],
    targets: [
        .target(
            name: "WebSocketUpgrade",
            dependencies: nio + [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .target(name: "Scheduling", swiftSettings: settings),
        .executableTarget(name: "SlotTimes", dependencies: ["Scheduling"], swiftSettings: settings),
        .executableTarget(name: "BareEcho", dependencies: nio, swiftSettings: settings),
        .executableTarget(
            name: "JointEcho",
            dependencies: ["WebSocketUpgrade", .product(name: "Hummingbird", package: "hummingbird")] + nio,
            swiftSettings: settings),
        .executableTarget(name: "SocketLoad", dependencies: nio, swiftSettings: settings),
        .systemLibrary(name: "CLoadSockets", path: "Sources/CLoadSockets"),
        .executableTarget(
            name: "TurnLoad",
            dependencies: [
                "CLoadSockets",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
