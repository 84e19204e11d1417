/// The formats that outlines come in.
public enum ImportFormat: String, Sendable, CaseIterable {
  case opml, mm, xmind, text

  /// Told by the name's ending; when that says nothing, by how the file begins.
  public init(name: String, bytes: [UInt8]) {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let head = String(decoding: bytes.prefix(2000), as: UTF8.self)
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
      self = .xmind
    } else if head.contains("<opml") {
      self = .opml
    } else if head.contains("<map ") || head.contains("<map>") {
      self = .mm
    } else {
      self = Self(rawValue: ending) ?? .text
    }
  }
}
