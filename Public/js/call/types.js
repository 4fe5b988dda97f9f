// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The messages of docs/signalling.md, as types. Instants are milliseconds since 1970 by the server's clock.
 *
 * @typedef {'too_early'|'over'|'appointment_cancelled'|'absent'|'busy'|'locked'|'open'|'waiting'|'asked_to_wait'|
 *   'admitted'|'connecting'|'in_call'|'refused'|'no_answer'|'withdrawn'|'host_left'|'excluded'|'ended'|
 *   'moved_device'|'too_many'|'offline'} VisitorState
 * @typedef {'malformed'|'not_allowed'|'no_such_knock'|'no_such_visitor'|'not_now'|'seat_taken'|'locked'|'spent'|'name'|
 *   'too_many'} RefusalReason
 * @typedef {'microphone'|'camera'} MediaKind
 * @typedef {{camera: boolean, microphone: boolean, speaker: boolean}} DeviceReport What the device check found.
 * @typedef {{microphone: boolean, camera: boolean, hasCamera: boolean, microphoneBlocked: boolean,
 *   cameraBlocked: boolean}} Media
 *
 * @typedef {{type: 'room', revision: number, now: number, state: VisitorState, deadline: number|null,
 *   text: string|null, host: string|null, starts?: number, opens?: number, delay?: number}} VisitorRoom
 * @typedef {{knock: string, visitor: string, name: string, since: number, deadline: number|null, waiting: boolean,
 *   text: string|null, appointment: string|null, anotherDevice: boolean, roomLink: boolean,
 *   devices: DeviceReport|null}} Knock
 * @typedef {{visitor: string, name: string|null, ready: boolean, appointment: string|null,
 *   devices: DeviceReport|null}} ArrivedVisitor
 * @typedef {{call: string, state: 'connecting'|'in_call', appointment: string|null, guest: string,
 *   started: number|null,
 *   guestPresent: boolean, seatDeadline: number|null, media: Media}} RunningCall
 * @typedef {{reason: 'hung_up'|'left'|'excluded'|'lapsed', at: number, appointment: string|null}} EndedCall
 * @typedef {{type: 'room', revision: number, now: number, open: boolean, locked: boolean, knocks: Knock[],
 *   visitors: ArrivedVisitor[], call: RunningCall|null, ended: EndedCall|null, here?: boolean}} HostRoomMessage
 * @typedef {{iceServers: RTCIceServer[], iceTransportPolicy?: RTCIceTransportPolicy}} IceConfiguration
 * @typedef {{type: 'grant', call: string, role: 'host'|'guest', polite: boolean, resumed: boolean, resume: string,
 *   name: string, started: number|null, ice: IceConfiguration, you: Media, other: Media, present: boolean}} Grant
 * @typedef {{type: 'ice', ice: IceConfiguration}} IceMessage The credentials of a running call, renewed.
 * @typedef {{type: 'peer', call: string, present: boolean, state: 'connecting'|'in_call', seatDeadline: number|null,
 *   renegotiate: boolean, media: Media}} PeerMessage
 * @typedef {{candidate: string, sdpMid: string|null, sdpMLineIndex: number|null}} Candidate
 * @typedef {{description?: RTCSessionDescriptionInit, candidates?: Candidate[]}} SignalPayload
 * @typedef {{type: 'signal', call: string} & SignalPayload} Signal
 * @typedef {{type: 'control', kind: MediaKind, blocked: boolean}} Control
 * @typedef {{type: 'welcome', version: number, page: string, now: number}} Welcome
 * @typedef {{type: 'appointments', revision: string}} AppointmentsMessage  to the host: compared, nothing else
 * @typedef {{type: 'nudge'}|{type: 'moved'}|AppointmentsMessage|Grant|IceMessage|PeerMessage|Signal|Control|VisitorRoom|
 *   HostRoomMessage} PageMessage
 *   What the signalling client hands on; welcome, ping, ticket, ack and refused are its own business.
 */
export {};
