// swift-tools-version:6.1
// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// What is released for Linux holds what it uses of Swift's libraries, so that they need not be there, offers none of its own names to
// other libraries, and notes the addresses to be moved in few bytes (glibc 2.36 and newer): 10 MB less of resident memory.
let released = BuildSettingCondition.when(platforms: [.linux], configuration: .release)
let linking = ["-static-stdlib", "-use-ld=lld", "-Xlinker", "--no-export-dynamic"]
let fewMoves = ["-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"]

// Every direct dependency is pinned: Package.resolved is not kept, so the manifest alone decides what a clone builds.
let package = Package(
    name: "visavis",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "visavis", targets: ["visavis", "Linkage"]),
        .library(name: "STUN", targets: ["STUN"]),
        .library(name: "TURN", targets: ["TURN"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", exact: "1.4.0",
            traits: [.defaults, "YAML", "CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries from Debian's -dev packages.
        .systemLibrary(
            name: "CCurl", path: "Sources/C/CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        // Without pkg-config, which would link libical's other two libraries and a database with them.
        .systemLibrary(name: "CICal", path: "Sources/C/CICal", providers: [.apt(["libical-dev"])]),
        .systemLibrary(
            name: "CQREncode", path: "Sources/C/CQREncode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        // Header-only: what Swift cannot reach of the kernel's datagram calls (macros, variadic calls).
        .systemLibrary(name: "CDatagrams", path: "Sources/C/CDatagrams"),
        // Header-only likewise: one action of posix_spawn.
        .systemLibrary(name: "CSpawn", path: "Sources/C/CSpawn"),
        .systemLibrary(name: "CSQLiteSetup", path: "Sources/C/CSQLiteSetup"),
        .systemLibrary(
            name: "CZlib", path: "Sources/C/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Pure rooms: no socket, no clock, no file.
        .target(name: "Rooms", swiftSettings: settings),
        .target(name: "Scheduling", swiftSettings: settings),
        .target(name: "ICalendar", dependencies: ["CICal"], swiftSettings: settings),
        .target(name: "Words", resources: [.copy("Catalogs")], swiftSettings: settings),

        // What browsers run, as WebAssembly (scripts/blur), and the tool that makes its weight file.
        .target(name: "BackgroundBlur", swiftSettings: settings),
        .executableTarget(name: "ModelConverter", dependencies: ["BackgroundBlur"], swiftSettings: settings),

        // The relay: bytes, then state and sockets.
        .target(
            name: "STUN",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .target(name: "AddressRanges", dependencies: ["STUN"], swiftSettings: settings),
        .target(
            name: "TURN",
            dependencies: [
                "AddressRanges", "CDatagrams", "STUN",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),

        // The outside world.
        .target(name: "Mail", dependencies: ["CCurl"], swiftSettings: settings),
        .target(name: "OutgoingHTTP", dependencies: ["AddressRanges", "CCurl", "STUN"], swiftSettings: settings),
        .target(
            name: "Storage",
            dependencies: [
                "Scheduling", .product(name: "GRDB", package: "GRDB.swift"),
                "CSQLiteSetup", .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),

        // Use cases.
        .target(
            name: "Appointments",
            dependencies: [
                "Scheduling", "Storage", "ICalendar", "Mail", "OutgoingHTTP", "Words",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .target(
            name: "Calls",
            dependencies: [
                "Rooms", "Storage", "Appointments", "Scheduling",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),

        // HTTP.
        .target(
            name: "WebSocketUpgrade",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .target(
            name: "Web",
            dependencies: [
                "Appointments", "Calls", "Scheduling", "Storage", "WebSocketUpgrade", "Words", "CQREncode", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.copy("Templates")],
            swiftSettings: settings),

        .target(
            name: "FrontDoor",
            dependencies: [
                "TURN", "WebSocketUpgrade",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings),

        .executableTarget(
            name: "visavis",
            dependencies: [
                "AddressRanges", "Appointments", "Calls", "FrontDoor", "ICalendar", "Mail", "OutgoingHTTP", "Rooms",
                "Scheduling", "Storage", "STUN", "TURN", "Web", "WebSocketUpgrade", "Words", "CSpawn",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        // Only in the program, not in the tests' one, whose libraries bring Swift's along.
        .target(
            name: "Linkage",
            swiftSettings: settings + [.unsafeFlags(["-static-stdlib"], released)],
            linkerSettings: [.unsafeFlags(linking + fewMoves, released)]),

        // What several test targets need; no tests.
        .target(
            name: "TestSupport",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "RoomsTests", dependencies: ["Rooms", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "STUNTests",
            dependencies: [
                "STUN",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [.copy("Samples")],
            swiftSettings: settings),
        .testTarget(name: "AddressRangesTests", dependencies: ["AddressRanges", "STUN"], swiftSettings: settings),
        // Stands in front of the C library's malloc, in the tests' program alone.
        .target(name: "CHeapCount", path: "Tests/C/CHeapCount"),
        .testTarget(
            name: "TURNTests",
            dependencies: [
                "AddressRanges", "CDatagrams", "CHeapCount", "STUN", "TURN", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "FrontDoorTests",
            dependencies: [
                "AddressRanges", "FrontDoor", "STUN", "TestSupport", "TURN", "WebSocketUpgrade",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "BackgroundBlurTests", dependencies: ["BackgroundBlur", "ModelConverter", "TestSupport"],
            swiftSettings: settings),
        .testTarget(name: "SchedulingTests", dependencies: ["Scheduling", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "ICalendarTests", dependencies: ["ICalendar", "TestSupport"], resources: [.copy("Feeds")],
            swiftSettings: settings),
        .testTarget(name: "WordsTests", dependencies: ["Words"], swiftSettings: settings),
        .testTarget(name: "MailTests", dependencies: ["Mail", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "OutgoingHTTPTests", dependencies: ["AddressRanges", "OutgoingHTTP", "STUN"], swiftSettings: settings),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", "Scheduling", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .testTarget(
            name: "AppointmentsTests",
            dependencies: [
                "Appointments", "ICalendar", "Mail", "OutgoingHTTP", "Scheduling", "Storage", "TestSupport", "Words",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CallsTests",
            dependencies: [
                "Appointments", "Calls", "Rooms", "Storage", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "WebSocketUpgradeTests",
            dependencies: [
                "TestSupport", "WebSocketUpgrade",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Appointments", "Scheduling", "Storage", "Web", "Words",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "visavisTests",
            dependencies: [
                "visavis", "Appointments", "Calls", "Storage", "STUN", "TURN", "Web",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
