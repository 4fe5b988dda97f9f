// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Doubles a value's size and adds another, gated. Centres of pixels lie at halves, so that a pixel of the result takes three
/// quarters of its own pixel and one quarter of the neighbour towards it, in both directions.
struct Merge {
    let input: Shape

    /// - Parameters:
    ///   - gate: a number for each channel of the addend, or nil for ones.
    ///   - scratch: a row of the input.
    func run(
        _ input: UnsafePointer<Float>, addend: UnsafePointer<Float>, gate: UnsafePointer<Float>?,
        scratch: UnsafeMutablePointer<Float>, into output: UnsafeMutablePointer<Float>
    ) {
        let lanes = self.input.channels / 4
        for row in 0..<self.input.height * 2 {
            blend(input.lanes, row: row, into: scratch.lanes)
            let offset = row * self.input.width * 2 * lanes
            add(scratch.lanes, addend.lanes + offset, gate?.lanes, into: output.lanes + offset)
        }
    }

    private func blend(_ input: UnsafePointer<Lanes>, row: Int, into blended: UnsafeMutablePointer<Lanes>) {
        let count = self.input.rowCount / 4
        let near = row / 2
        let far = min(max(row % 2 == 0 ? near - 1 : near + 1, 0), self.input.height - 1)
        let (nearRow, farRow) = (input + near * count, input + far * count)
        for index in 0..<count { blended[index] = nearRow[index] * 0.75 + farRow[index] * 0.25 }
    }

    private func add(
        _ blended: UnsafeMutablePointer<Lanes>, _ addend: UnsafePointer<Lanes>, _ gate: UnsafePointer<Lanes>?,
        into output: UnsafeMutablePointer<Lanes>
    ) {
        let (lanes, width) = (input.channels / 4, input.width)
        for pixel in 0..<width {
            let (before, after) = (max(pixel - 1, 0) * lanes, min(pixel + 1, width - 1) * lanes)
            for lane in 0..<lanes {
                let factor = gate?[lane] ?? Lanes(repeating: 1)
                let (left, right) = (2 * pixel * lanes + lane, (2 * pixel + 1) * lanes + lane)
                let own = blended[pixel * lanes + lane] * 0.75
                output[left] = own + blended[before + lane] * 0.25 + addend[left] * factor
                output[right] = own + blended[after + lane] * 0.25 + addend[right] * factor
            }
        }
    }
}
