// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

#if arch(wasm32)
    /// The page's part: asks for more memory, by `WebAssembly.Memory.grow`; the former size in pages of 64 KiB, or -1.
    @_extern(wasm, module: "env", name: "grow")
    @_extern(c)
    func growMemory(_ pages: Int32) -> Int32
#endif
