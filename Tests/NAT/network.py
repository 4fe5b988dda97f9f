# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Two homes behind NATs of their own, a café, and between them the internet, where the server is: this process's namespace.

Addresses are global ones, for the relay refuses those of documentation; nothing leaves the namespaces.
"""

import subprocess
from pathlib import Path

SERVER = "45.1.0.1"
# Name: (the NAT's outer address, that of the internet before it, the NAT's inner address, the host's).
PLACES = {
    "anne": ("45.1.1.2", "45.1.1.1", "192.168.1.1", "192.168.1.2"),
    "zoe": ("45.1.2.2", "45.1.2.1", "192.168.1.1", "192.168.1.2"),
    "cafe": ("45.1.3.2", "45.1.3.1", "10.3.0.1", "10.3.0.2"),
}


def run(*command: str, text: str | None = None):
    done = subprocess.run(command, input=text, text=True, capture_output=True)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"


def ip(*arguments: str, inside: str | None = None):
    run("ip", *(["-n", inside] if inside else []), *arguments)


def within(namespace: str, *command: str, text: str | None = None):
    run("ip", "netns", "exec", namespace, *command, text=text)


class Network:
    def __init__(self):
        """Everything but the NATs' rules."""
        ip("address", "replace", f"{SERVER}/32", "dev", "lo")
        Path("/proc/sys/net/ipv4/ip_forward").write_text("1")
        for name, (outer, before, inner, host) in PLACES.items():
            home = "zoe" if name == "cafe" else name
            if name != "cafe":
                ip("netns", "add", name)
                ip("link", "set", "lo", "up", inside=name)
            ip("netns", "add", f"nat-{name}")
            ip("link", "add", f"to-{name}", "type", "veth", "peer", "name", "wan", "netns", f"nat-{name}")
            ip("address", "add", f"{before}/24", "dev", f"to-{name}")
            ip("link", "set", f"to-{name}", "up")
            ip("address", "add", f"{outer}/24", "dev", "wan", inside=f"nat-{name}")
            ip("link", "set", "wan", "up", inside=f"nat-{name}")
            ip("route", "add", "default", "via", before, inside=f"nat-{name}")
            ip("link", "add", "lan", "netns", f"nat-{name}", "type", "veth", "peer", "name", f"at-{name}", "netns", home)
            ip("address", "add", f"{inner}/24", "dev", "lan", inside=f"nat-{name}")
            ip("link", "set", "lan", "up", inside=f"nat-{name}")
            ip("address", "add", f"{host}/24", "dev", f"at-{name}", inside=home)
            within(f"nat-{name}", "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")
        for home in ("anne", "zoe"):
            self.arrive(home, home)

    def arrive(self, home: str, place: str):
        """The host's only way is now through this place."""
        for other in PLACES:
            if other != place and (other == home or home == "zoe" and other == "cafe"):
                ip("link", "set", f"at-{other}", "down", inside=home)
        ip("link", "set", f"at-{place}", "up", inside=home)
        ip("route", "replace", "default", "via", PLACES[place][2], inside=home)

    def translate(self, place: str, symmetric: bool, block: str = "", loss: int = 0):
        """The NAT's rules, what it lets nobody send (an nft expression), and how many of a hundred packets it loses.

        A symmetric NAT takes another random port for each destination, so what STUN tells is of no use to a peer; the other
        keeps the port where it can. Both let in only answers.
        """
        kind = " random,fully-random" if symmetric else ""
        within(f"nat-{place}", "nft", "-f", "-", text=f"""
            flush ruleset
            table ip nat {{
              chain out {{ type nat hook postrouting priority srcnat; oifname "wan" masquerade{kind}; }}
            }}
            table ip gate {{
              chain through {{ type filter hook forward priority filter; policy drop;
                {f'iifname "lan" {block} drop' if block else ''}
                {f'numgen random mod 100 < {loss} drop' if loss else ''}
                ct state established,related accept
                iifname "lan" accept
              }}
              chain to {{ type filter hook input priority filter; policy drop;
                ct state established,related accept
                iifname "lan" accept
              }}
            }}""")
