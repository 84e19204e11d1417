/// Which bytes of a file are asked for (RFC 9110, section 14): one range; several at once are answered with the whole file.
enum ByteRange: Hashable {
  case whole
  case part(Range<Int64>)
  /// There is no such byte.
  case outside

  /// - Parameters:
  ///   - header: of the name `Range`.
  ///   - size: the file's, in bytes; not 0.
  init(_ header: String?, size: Int64) {
    self = .whole
    guard let header, let equals = header.firstIndex(of: "="), header[..<equals].lowercased() == "bytes" else { return }
    let ends = header[header.index(after: equals)...].split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), ends.contains(where: { !$0.isEmpty }) else { return }
    // What no number of ours can hold is behind every file's end.
    let first: Int64? = ends[0].isEmpty ? nil : Int64(ends[0]) ?? .max
    let last: Int64? = ends[1].isEmpty ? nil : Int64(ends[1]) ?? .max
    switch (first, last) {
    case (let first?, let last?) where first > last: return
    case (let first?, let last): self = first < size ? .part(first..<min((last ?? .max - 1), size - 1) + 1) : .outside
    case (nil, let count?): self = count > 0 ? .part(max(0, size - count)..<size) : .outside
    case (nil, nil): return
    }
  }
}
