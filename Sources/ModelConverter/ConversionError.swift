// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a model was not converted.
enum ConversionError: Error, Equatable, CustomStringConvertible {
    case cut(at: Int)
    case unknownOperator(code: Int, name: String)
    /// An operator that the engine has, used in a way that it does not.
    case unsupported(BuiltinOperator, operator: Int)
    case unreadTensor(Int)

    var description: String {
        switch self {
        case .cut(let offset): "the file ends before byte \(offset), or an offset in it is wrong"
        case .unknownOperator(let code, let name): "operator \(code) \(name) is none of the engine's"
        case .unsupported(let kind, let index):
            "operator \(index), \(kind), is used in a way that the engine does not know"
        case .unreadTensor(let tensor): "tensor \(tensor) is read before it is written"
        }
    }
}
