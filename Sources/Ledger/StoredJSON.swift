import Foundation

/// The one place where stored values become JSON text and come back: keys in order, compact, nothing escaped that needn't be.
///
/// `JSONWriter` and `JSONReader` do the work. What they turn away goes to Foundation, which knows every rare form and says properly what is wrong.
public enum StoredJSON {
  /// - Throws: `LedgerError.unreadable` when the value holds what JSON can't say.
  public static func text(_ value: some Encodable) throws(LedgerError) -> String {
    let writer = JSONWriter()
    if (try? writer.write(value)) != nil { return String(decoding: writer.bytes, as: UTF8.self) }
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw .unreadable("\(type(of: value)) can't be stored: \(words(for: error))")
    }
  }

  /// - Throws: `LedgerError.unreadable` when the text isn't JSON of this type.
  public static func value<Stored: Decodable>(_ text: String) throws(LedgerError) -> Stored {
    if let tree = try? JSONTree(Array(text.utf8)), let value = try? JSONReader(tree).read(Stored.self, at: 0) { return value }
    do {
      return try decoder.decode(Stored.self, from: Data(text.utf8))
    } catch {
      throw .unreadable(words(for: error))
    }
  }

  // Neither is changed after it was made, and each call keeps its own state: they may be shared.
  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()
  private static let decoder = JSONDecoder()

  private static func words(for error: any Error) -> String {
    let context: DecodingError.Context
    switch error {
    case DecodingError.keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
    case DecodingError.dataCorrupted(let found), DecodingError.typeMismatch(_, let found), DecodingError.valueNotFound(_, let found): context = found
    case EncodingError.invalidValue(_, let found): return found.debugDescription
    default: return "\(error)"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? context.debugDescription : "at '\(path)': \(context.debugDescription)"
  }
}
