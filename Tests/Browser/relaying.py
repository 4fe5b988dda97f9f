# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What the tests of relayed calls do to pages, and ask them."""

# Leaves the connections of a page only one way: the relay over one transport. Keeps the servers that it was told of.
FORCE = """
{
  const transportOf = url => url.startsWith('turns:') ? 'tls'
    : url.startsWith('turn:') ? (/transport=tcp/.test(url) ? 'tcp' : 'udp') : null;
  const only = configuration => {
    if (configuration?.iceServers?.length) window.testServers = configuration.iceServers;
    const iceServers = (configuration?.iceServers ?? []).map(server => ({
      ...server, urls: [server.urls].flat().filter(url => transportOf(url) === %r),
    })).filter(({ urls }) => urls.length > 0);
    return { ...configuration, iceServers, iceTransportPolicy: 'relay' };
  };
  const Whole = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Whole {
    constructor(configuration) { super(only(configuration)); }
    setConfiguration(configuration) { super.setConfiguration(only(configuration)); }
  };
}
"""

# Keeps what the page says to the other side, and when the server last welcomed it.
LISTEN = """
{
  window.testSignals = [];
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data.includes('"welcome"')) window.testWelcomed = Date.now();
      });
    }
    send(data) {
      if (data.startsWith('{"type":"signal"')) window.testSignals.push(data);
      super.send(data);
    }
  };
}
"""

# A page that does not obey: it keeps its connections when the call is over.
DISOBEY = "RTCPeerConnection.prototype.close = () => {};"

# The way that the running call takes: both candidates of the pair in use.
PATH = """(async () => {
  for (const peer of window.testPeers) {
    if (peer.connectionState !== 'connected') continue;
    const all = new Map((await peer.getStats()).entries());
    const chosen = [...all.values()].find(one => one.type === 'transport')?.selectedCandidatePairId;
    const pair = chosen ? all.get(chosen) : [...all.values()].find(one => one.type === 'candidate-pair' && one.selected);
    const [local, remote] = [all.get(pair.localCandidateId), all.get(pair.remoteCandidateId)];
    return { local: local.candidateType, remote: remote.candidateType, protocol: local.relayProtocol };
  }
  return null;
})()"""

# Kinds of all candidates of this side's connections.
KINDS = """(async () => {
  const kinds = new Set();
  for (const peer of window.testPeers) {
    if (peer.connectionState === 'closed') continue;
    for (const one of (await peer.getStats()).values()) if (one.type === 'local-candidate') kinds.add(one.candidateType);
  }
  return [...kinds];
})()"""

# How many relayed addresses the page's credential gets now.
GATHER = """(async () => {
  const peer = new RTCPeerConnection({ iceServers: window.testServers, iceTransportPolicy: 'relay' });
  let found = 0;
  const over = new Promise(resolve => {
    peer.onicecandidate = ({ candidate }) => {
      if (candidate === null) resolve();
      if (candidate?.candidate) { found += 1; resolve(); }
    };
    setTimeout(resolve, 5000);
  });
  peer.createDataChannel('x');
  await peer.setLocalDescription();
  await over;
  return found;
})()"""

# Settles with the moment when sound and picture come again, of which the test has kept the counts; 0 after 20 s without.
# Browsers may count from the beginning after an offer that gave way to the other side's.
FLOWS_AGAIN = """new Promise(resolve => {
  const rises = (now, before) => now > 0 && now !== before;
  const look = async () => {
    const { audio, video } = await (%s)();
    const { testCount } = window;
    if (rises(audio, testCount.audio) && rises(video, testCount.video)) resolve(Date.now()); else setTimeout(look, 30);
  };
  look();
  setTimeout(() => resolve(0), 20000);
})"""
