# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A certificate authority of a test's own, and a certificate for localhost."""

import subprocess
from pathlib import Path

EXTENSIONS = """[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[site]
basicConstraints = CA:FALSE
subjectAltName = DNS:localhost, IP:127.0.0.1
extendedKeyUsage = serverAuth
"""
KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """(certificate with its chain, key)"""
    def openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], cwd=folder, check=True, capture_output=True)

    (folder / "extensions.cnf").write_text("[req]\ndistinguished_name = name\n[name]\n" + EXTENSIONS)
    openssl("req", "-x509", *KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Tests",
            "-config", "extensions.cnf", "-extensions", "authority")
    openssl("req", *KEY, "-keyout", "site.key", "-out", "site.csr", "-subj", "/CN=localhost", "-config", "extensions.cnf")
    openssl("x509", "-req", "-in", "site.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "site.pem",
            "-days", "2", "-extfile", "extensions.cnf", "-extensions", "site")
    chain = folder / "chain.pem"
    chain.write_text((folder / "site.pem").read_text() + (folder / "ca.pem").read_text())
    return chain, folder / "site.key"
