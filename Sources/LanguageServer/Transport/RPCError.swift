/// Why a request isn't answered. Codes: JSON-RPC 2.0, section 5.1, and LSP 3.17, "ErrorCodes".
struct RPCError: Error, Equatable {
  let code: Int
  let message: String

  static func parse(_ message: String) -> RPCError { RPCError(code: -32700, message: message) }
  static func invalidRequest(_ message: String) -> RPCError { RPCError(code: -32600, message: message) }
  static func methodNotFound(_ method: String) -> RPCError { RPCError(code: -32601, message: "no method \(method)") }
  static func invalidParameters(_ message: String) -> RPCError { RPCError(code: -32602, message: message) }
  static let notInitialized = RPCError(code: -32002, message: "the first request is initialize")
  /// The request is sound, and what it asks for can't be done.
  static func failed(_ message: String) -> RPCError { RPCError(code: -32803, message: message) }

  func response(to id: JSON) -> JSON { ["jsonrpc": "2.0", "id": id, "error": ["code": .int(code), "message": .string(message)]] }
}
