// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

#if arch(wasm32)
    /// The one thread's.
    nonisolated(unsafe) private var engine: Engine?

    /// Memory for a weight file, for `blur_prepare`; 0 when there is none.
    @_cdecl("blur_reserve")
    public func reserve(byteCount: Int32) -> UnsafeMutableRawPointer? { heap.allocate(Int(byteCount)) }

    /// Makes the engine for a size of picture in place of a former one. The file stays reserved for another size.
    /// - Returns: 0, or a `PreparationError`.
    @_cdecl("blur_prepare")
    public func prepare(file: UnsafeRawPointer, byteCount: Int32, width: Int32, height: Int32) -> Int32 {
        engine = nil
        do throws(PreparationError) {
            let bytes = UnsafeRawBufferPointer(start: file, count: max(0, Int(byteCount)))
            engine = try Engine(file: bytes, width: Int(width), height: Int(height))
            return 0
        } catch {
            return error.rawValue
        }
    }

    // Addresses hold until the next `blur_prepare`; 0 while there is no engine.

    /// Where the picture is written: red, green, blue and one ignored byte a pixel.
    @_cdecl("blur_input")
    public func input() -> UnsafeMutableRawPointer? {
        switch engine {
        case .some(let engine): UnsafeMutableRawPointer(engine.input)
        case .none: nil
        }
    }

    @_cdecl("blur_run")
    public func run() { engine?.run() }

    /// A byte a pixel: 0 background, 255 person.
    @_cdecl("blur_mask")
    public func mask() -> UnsafeRawPointer? {
        switch engine {
        case .some(let engine): UnsafeRawPointer(engine.mask)
        case .none: nil
        }
    }

    /// The same as numbers from 0 to 1.
    @_cdecl("blur_mask_floats")
    public func maskNumbers() -> UnsafeRawPointer? {
        switch engine {
        case .some(let engine): UnsafeRawPointer(engine.maskNumbers)
        case .none: nil
        }
    }
#endif
