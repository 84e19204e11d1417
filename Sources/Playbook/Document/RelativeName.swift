/// `a/b.md` seen from `x/y.md` is `x/a/b.md`. `..` steps up; a path from the root stays.
func resolve(_ name: String, against path: String) -> String {
  let name = percentDecoded(name)
  if name.hasPrefix("/") { return name }
  var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
  for part in name.split(separator: "/").map(String.init) {
    if part == "." { continue }
    if part == "..", let last = parts.last, last != "..", !last.isEmpty { parts.removeLast() } else { parts.append(part) }
  }
  return parts.joined(separator: "/")
}

func percentDecoded(_ text: String) -> String {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
