// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Four channels of four neighbours in a row of the result, while a depthwise convolution adds row after row of its kernel.
/// Neighbours share the kernel's numbers, and most of the input's.
struct FourSums {
    var a, b, c, d: Lanes

    @inline(__always)
    init(_ bias: Lanes) { (a, b, c, d) = (bias, bias, bias, bias) }

    /// - Parameters:
    ///   - row: the input where the first neighbour's kernel begins.
    ///   - weight: the kernel's row.
    ///   - step: between the pixels of either.
    ///   - stride: how many pixels of the input the neighbours are apart; a literal, so that common loads are seen.
    @inline(__always)
    mutating func addThree(_ row: UnsafePointer<Lanes>, _ weight: UnsafePointer<Lanes>, step: Int, stride: Int) {
        let (w0, w1, w2) = (weight[0], weight[step], weight[2 * step])
        let (second, third, fourth) = (row + stride * step, row + 2 * stride * step, row + 3 * stride * step)
        a = a + row[0] * w0 + row[step] * w1 + row[2 * step] * w2
        b = b + second[0] * w0 + second[step] * w1 + second[2 * step] * w2
        c = c + third[0] * w0 + third[step] * w1 + third[2 * step] * w2
        d = d + fourth[0] * w0 + fourth[step] * w1 + fourth[2 * step] * w2
    }

    @inline(__always)
    mutating func addFive(_ row: UnsafePointer<Lanes>, _ weight: UnsafePointer<Lanes>, step: Int, stride: Int) {
        addThree(row, weight, step: step, stride: stride)
        let (w3, w4) = (weight[3 * step], weight[4 * step])
        let (second, third, fourth) = (row + stride * step, row + 2 * stride * step, row + 3 * stride * step)
        a = a + row[3 * step] * w3 + row[4 * step] * w4
        b = b + second[3 * step] * w3 + second[4 * step] * w4
        c = c + third[3 * step] * w3 + third[4 * step] * w4
        d = d + fourth[3 * step] * w3 + fourth[4 * step] * w4
    }
}
