/// Paths as documents name each other, with `/` between the parts.
enum RelativePath {
  /// The path of a file as the document at `origin` would name it: `vocabulary.md`, `../shared/vocabulary.md`.
  static func of(_ path: String, asSeenFrom origin: String) -> String {
    let target = parts(path)
    let start = parts(origin).dropLast()
    guard path.hasPrefix("/") == origin.hasPrefix("/") else { return path }
    let common = zip(target.dropLast(), start).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: start.count - common) + target.dropFirst(common)).joined(separator: "/")
  }

  /// The parts without `.`, and without `..` where it can be worked out.
  private static func parts(_ path: String) -> [Substring] {
    path.split(separator: "/").reduce(into: []) { parts, part in
      if part == "." { return }
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
  }
}
