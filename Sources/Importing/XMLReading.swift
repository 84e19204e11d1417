import Playbook

/// Reads XML as outlines are exported in: elements, attributes, text. Nothing is fetched and nothing is defined: a file with a DOCTYPE that declares
/// anything is refused, so entities can't grow and no other file is read.
///
/// - Throws: `ImportError` with line and column where the file isn't well-formed, too deep or too large.
func readXML(_ bytes: [UInt8]) throws(ImportError) -> XMLElement {
  var reading = XMLReading(try decoded(bytes))
  return try reading.document()
}

/// UTF-8, or UTF-16 with a byte order mark.
private func decoded(_ bytes: [UInt8]) throws(ImportError) -> [UInt8] {
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      isLittle ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8 : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
  let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  guard String(validating: body, as: UTF8.self) != nil else {
    throw ImportError("文件不是 UTF-8 编码，请另存为 UTF-8。", "The file isn't UTF-8: save it as UTF-8.")
  }
  return body
}

private struct XMLReading {
  private let bytes: [UInt8]
  private var index = 0
  private var nodes = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(ImportError) -> XMLElement {
    try skipBetween(isProlog: true)
    // Elements that are open, the innermost last: no recursion, whatever the depth.
    var open: [XMLElement] = []
    while true {
      guard index < bytes.count else { throw fault("文件没有结束：<\(open.last?.name ?? "")> 没有关上。", "The file ends inside <\(open.last?.name ?? "")>.") }
      if bytes[index] != UInt8(ascii: "<") {
        guard !open.isEmpty else { throw fault("这里不该有文字：文件不是 XML。", "There is text where an element should begin: the file isn't XML.") }
        let text = try text(until: UInt8(ascii: "<"))
        open[open.count - 1].content.append(.text(text))
        continue
      }
      if take("<!--") {
        try skip(to: "-->")
        continue
      }
      if take("<![CDATA[") {
        let start = index
        try skip(to: "]]>")
        guard !open.isEmpty else { throw fault("这里不该有文字。", "There is text where an element should begin.") }
        open[open.count - 1].content.append(.text(String(decoding: bytes[start..<(index - 3)], as: UTF8.self)))
        continue
      }
      if take("<?") {
        try skip(to: "?>")
        continue
      }
      if take("</") {
        let name = try name()
        skipSpaces()
        guard take(">"), var done = open.popLast(), done.name == name else {
          throw fault("</\(name)> 和打开的元素对不上。", "</\(name)> doesn't close the element that is open.")
        }
        done.content.trim()
        if open.isEmpty {
          try skipBetween(isProlog: false)
          return done
        }
        open[open.count - 1].content.append(.element(done))
        continue
      }
      let (element, isClosed) = try begin()
      if isClosed, open.isEmpty { return element }
      if isClosed { open[open.count - 1].content.append(.element(element)) } else { open.append(element) }
      guard open.count <= ImportLimits.depth else { throw fault("嵌套超过 \(ImportLimits.depth) 层。", "Nested deeper than \(ImportLimits.depth) levels.") }
    }
  }

  private mutating func begin() throws(ImportError) -> (XMLElement, isClosed: Bool) {
    let start = index
    index += 1
    nodes += 1
    guard nodes <= ImportLimits.nodes else { throw fault(ImportLimits.tooManyNodes.chinese, ImportLimits.tooManyNodes.english) }
    let name = try name()
    var attributes: [String: String] = [:]
    while true {
      skipSpaces()
      if take("/>") { return (XMLElement(name: name, attributes: attributes, line: line(of: start)), true) }
      if take(">") { return (XMLElement(name: name, attributes: attributes, line: line(of: start)), false) }
      let key = try self.name()
      skipSpaces()
      guard take("=") else { throw fault("属性 \(key) 后面少了 =。", "There is no = behind the attribute \(key).") }
      skipSpaces()
      guard let quote = bytes[safe: index], quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        throw fault("属性 \(key) 的值没有引号。", "The value of the attribute \(key) has no quotation marks.")
      }
      index += 1
      attributes[key] = try text(until: quote)
      index += 1
    }
  }

  /// Words up to a byte, references resolved.
  private mutating func text(until end: UInt8) throws(ImportError) -> String {
    var words: [UInt8] = []
    while index < bytes.count, bytes[index] != end {
      if bytes[index] == UInt8(ascii: "&") {
        words += try reference()
      } else {
        words.append(bytes[index])
        index += 1
      }
    }
    guard index < bytes.count || end == UInt8(ascii: "<") else { throw fault("引号没有关上。", "A quotation mark isn't closed.") }
    return String(decoding: words, as: UTF8.self)
  }

  private mutating func reference() throws(ImportError) -> [UInt8] {
    let longest = 12
    guard let end = bytes[index..<min(index + longest, bytes.count)].firstIndex(of: UInt8(ascii: ";")) else {
      throw fault("& 后面不是 XML 的引用，应写成 &amp;。", "What follows & is no reference of XML: write &amp;.")
    }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    defer { index = end + 1 }
    if let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " "][name] { return Array(known.utf8) }
    let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
    guard let number else { throw fault("没有定义的实体 &\(name);。", "The entity &\(name); isn't defined.") }
    return Array(String(Unicode.Scalar(number).map { $0.value == 0 ? "\u{FFFD}" : $0 } ?? "\u{FFFD}").utf8)
  }

  private mutating func name() throws(ImportError) -> String {
    let start = index
    while index < bytes.count, !" \t\r\n/>=<\"'&".utf8.contains(bytes[index]) { index += 1 }
    guard index > start else { throw fault("这里应是一个名称：文件不是有效的 XML。", "A name should stand here: the file isn't valid XML.") }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    // A prefix only says whose name it is.
    return name.split(separator: ":").last.map(String.init) ?? name
  }

  /// Declarations, comments and white space around the root.
  private mutating func skipBetween(isProlog: Bool) throws(ImportError) {
    while true {
      skipSpaces()
      if take("<?") {
        try skip(to: "?>")
      } else if take("<!--") {
        try skip(to: "-->")
      } else if isProlog, take("<!DOCTYPE") {
        while let byte = bytes[safe: index], byte != UInt8(ascii: ">") {
          guard byte != UInt8(ascii: "[") else {
            throw fault("文件自带实体定义（DOCTYPE [...]），不予读取。", "The file defines entities of its own (DOCTYPE [...]): it isn't read.")
          }
          index += 1
        }
        guard take(">") else { throw fault("DOCTYPE 没有结束。", "The DOCTYPE has no end.") }
      } else {
        break
      }
    }
    guard isProlog || index == bytes.count else { throw fault("根元素之后还有内容。", "There is something behind the root element.") }
    guard !isProlog || bytes[safe: index] == UInt8(ascii: "<") else { throw fault("文件不是 XML。", "The file isn't XML.") }
  }

  private mutating func skipSpaces() { while let byte = bytes[safe: index], [32, 9, 10, 13].contains(byte) { index += 1 } }

  private mutating func take(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[index...].starts(with: wanted) else { return false }
    index += wanted.count
    return true
  }

  private mutating func skip(to text: String) throws(ImportError) {
    let wanted = Array(text.utf8)
    var here = index
    while here + wanted.count <= bytes.count {
      if bytes[here] == wanted[0], bytes[here...].starts(with: wanted) {
        index = here + wanted.count
        return
      }
      here += 1
    }
    throw fault("\(text) 没有出现，文件不完整。", "There is no \(text): the file isn't complete.")
  }

  // MARK: places

  /// The line that was asked for last, so that asking for each element in turn stays linear.
  private var mark = (byte: 0, line: 1)

  private mutating func line(of byte: Int) -> Int {
    for index in mark.byte..<byte where bytes[index] == 10 { mark.line += 1 }
    mark.byte = byte
    return mark.line
  }

  private func fault(_ chinese: String, _ english: String) -> ImportError {
    let before = bytes[..<min(index, bytes.count)]
    let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return ImportError(chinese, english, line: before.count { $0 == 10 } + 1, column: column)
  }
}

extension [UInt8] {
  fileprivate subscript(safe index: Int) -> UInt8? { index < count ? self[index] : nil }
}

extension [XMLElement.Part] {
  /// Without the white space that only lays out the file.
  fileprivate mutating func trim() {
    guard contains(where: { if case .element = $0 { true } else { false } }) else { return }
    self = filter { if case .text(let text) = $0 { !text.allSatisfy(\.isWhitespace) } else { true } }
  }
}
