// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How many weights a layer has. Their order in the file, all biases first but the mask's:
///
/// - picture: bias [out]; then for each block of 8 outputs [row][column][red, green, blue][8 outputs]
/// - pointwise: bias [out]; then for each block of 8 outputs [in][8 outputs]
/// - depthwise: bias [channels]; [row][column][channels]
/// - mask: bias, four times; [in][top left, top right, bottom left, bottom right]
enum LayerWeights {
    static func count(_ layer: Layer, input: Shape) -> Int {
        switch layer.kind {
        case .picture: layer.channels * (1 + 3 * 9)
        case .pointwise: layer.channels * (1 + input.channels)
        case .depthwise: input.channels * (1 + layer.kernel * layer.kernel)
        case .mean, .merge: 0
        case .mask: 4 * (1 + input.channels)
        }
    }
}
