// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// The IANA registries of special-purpose addresses, and multicast.
public enum SpecialPurposeRanges {
    /// Refused whatever the operator lists. Unspecified addresses reach this machine, multicast and broadcast reach
    /// many, and an IPv4 address in IPv6 clothes would be judged by its clothes.
    public static let never = ranges([
        "0.0.0.0/8", "224.0.0.0/4", "255.255.255.255/32",
        // Unspecified and IPv4-compatible (but loopback, which is judged as itself), IPv4-mapped, NAT64, 6to4, Teredo.
        "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "ff00::/8",
    ])

    /// Refused unless listed.
    static let unlessListed = ranges([
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "::/8", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20",
        "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10",
    ])

    /// The only IPv6 space that IANA has given out as global unicast.
    static let globalUnicastIPv6 = ranges(["2000::/3"])

    /// An address that no list may open: see ``never``, or an IPv4 address at the end of an IPv6 one.
    public static func isForbidden(_ address: IPAddress) -> Bool {
        isDisguised(address) || never.contains { $0.contains(address) }
    }

    /// An address that is not one of the world's: reachable only where the operator lists it.
    public static func isSpecial(_ address: IPAddress) -> Bool {
        if address.isIPv6, !globalUnicastIPv6[0].contains(address) { return true }
        return unlessListed.contains { $0.contains(address) }
    }

    public static func isLoopback(_ address: IPAddress) -> Bool {
        address.isIPv4 ? address.v4 >> 24 == 127 : address.high == 0 && address.low == 1
    }

    /// ::1 alone of the addresses that end in an IPv4 address is no disguise.
    static func isDisguised(_ address: IPAddress) -> Bool {
        address.isIPv6 && address.high == 0 && address.low >> 32 == 0 && address.low != 1
    }

    private static func ranges(_ texts: [String]) -> [AddressRange] { texts.compactMap { AddressRange($0) } }
}
