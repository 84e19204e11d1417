import Importing
import Testing

@Suite("Hostile files are refused or read, never trusted")
struct HostileTests {
  @Test func entitiesAreNotExpanded() {
    let laughs =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE opml [<!ENTITY a \"哈哈\"><!ENTITY b \"&a;&a;\">]>\n<opml><body><outline text=\"&b;\"/></body></opml>"
    expectText(imported(laughs, from: .opml), "!! 2:16: 文件自带实体定义（DOCTYPE [...]），不予读取。\n")
    let outside = "<!DOCTYPE opml [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><opml/>"
    #expect(imported(outside, from: .opml).hasPrefix("!! 1:16: 文件自带实体定义"))
    // A DOCTYPE that only names one is what old exporters write.
    expectText(imported("<!DOCTYPE opml SYSTEM \"opml.dtd\">\n<opml><body><outline text=\"甲\"/></body></opml>", from: .opml), "- 甲\n")
  }

  @Test func depthAndSize() {
    func nested(_ depth: Int) -> String {
      "<opml><body>" + String(repeating: "<outline text=\"层\">", count: depth) + String(repeating: "</outline>", count: depth) + "</body></opml>"
    }
    #expect(imported(nested(400), from: .opml).hasPrefix("- 层\n  - 层\n"))
    #expect(imported(nested(501), from: .opml).contains("嵌套超过 500 层"))
    let many = "<opml><body>" + String(repeating: "<outline text=\"a\"/>", count: 500_001) + "</body></opml>"
    #expect(imported(many, from: .opml).contains("元素超过 500000 个"))
    // The topics of all sheets count together.
    let topics = "{\"rootTopic\":{\"children\":{\"attached\":[" + String(repeating: "{},", count: 250_000) + "{}]}}}"
    #expect(imported(zipped([("content.json", Array("[\(topics),\(topics)]".utf8))]), from: .xmind).contains("元素超过 500000 个"))
    #expect(imported([UInt8](repeating: 32, count: ImportLimits.bytes + 1), from: .text).contains("没有导入"))
  }

  @Test(arguments: [
    "<", "<a", "<a b", "<a b=", "<a b='", "<a b='&", "<a>&#xFFFFFFFF;</a>", "<a>&#0;</a>", "</a>", "<a></b>", "<!DOCTYPE", "<!DOCTYPE [", "<?", "<![CDATA[",
    "<a><![CDATA[x", "<>", "< a/>", "<a/><", "\u{FEFF}<a/>",
  ])
  func piecesOfXML(text: String) {
    for format in [ImportFormat.opml, .mm] { #expect(imported(text, from: format).hasPrefix("!! "), "\(text)") }
  }

  @Test func encodings() {
    let text = "<opml><body><outline text=\"甲\"/></body></opml>"
    let units = Array(text.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    expectText(imported(little, from: .opml), "- 甲\n")
    expectText(imported(big, from: .opml), "- 甲\n")
    #expect(imported(Array(text.utf8).map { $0 > 0x7F ? 0xFF : $0 }, from: .opml).contains("不是 UTF-8"))
    #expect(imported(little + [0x00], from: .opml).hasPrefix("- 甲"))
  }

  @Test func linksThatRunAreLeftOut() {
    expectText(
      imported("<map><node TEXT=\"题\"><node TEXT=\"甲\" LINK=\"javascript:alert(1)\"/></node></map>", from: .mm),
      "# 题\n\n- 甲\n! 1: 没有带过来的链接：javascript:alert(1)\n")
  }

  @Test func archives() {
    let content = Array("[{\"rootTopic\":{\"title\":\"题\",\"children\":{\"attached\":[{\"title\":\"甲\"}]}}}]".utf8)
    expectText(imported(zipped([("content.json", content)]), from: .xmind), "# 题\n\n- 甲\n")
    // Names lead nowhere: they are only compared.
    expectText(imported(zipped([("../../content.json", [1, 2]), ("content.json", content)]), from: .xmind), "# 题\n\n- 甲\n")
    #expect(imported(zipped([("other", content)]), from: .xmind).contains("不是 XMind 文件"))
    #expect(imported(Array("PK\u{3}\u{4} broken".utf8), from: .xmind).contains("压缩包坏了"))
    #expect(imported([], from: .xmind).hasPrefix("!! "))
    let whole = zipped([("content.json", content)])
    for count in stride(from: 0, to: whole.count, by: 7) { #expect(imported(Array(whole.prefix(count)), from: .xmind).hasPrefix("!! "), "\(count)") }
    // It says that it unpacks to almost 4 GB.
    #expect(imported(zipped([("content.json", content)], claiming: 4_000_000_000), from: .xmind).contains("超过 64 MB"))
    #expect(imported(zipped([("content.json", Array("{\"a\":1}".utf8))]), from: .xmind).contains("没有画布"))
    #expect(imported(zipped([("content.json", Array(String(repeating: "[", count: 100_000).utf8))]), from: .xmind).contains("不是有效的 JSON"))
  }
}

/// A zip archive whose entries are stored as they are.
/// - Parameter claiming: the size that the archive says each entry has.
func zipped(_ entries: [(name: String, content: [UInt8])], claiming claimed: UInt32? = nil) -> [UInt8] {
  func two(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
  func four(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * UInt32($0)) & 0xFF) } }
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  for (name, content) in entries {
    let offset = UInt32(archive.count)
    let size = claimed ?? UInt32(content.count)
    let sizes = four(UInt32(content.count)) + four(size)
    let about = two(20) + two(0) + two(0) + two(0) + two(0x21) + four(checksum(content)) + sizes + two(name.utf8.count) + two(0)
    archive += [0x50, 0x4B, 3, 4] + about + Array(name.utf8) + content
    directory += [0x50, 0x4B, 1, 2] + two(20) + about + two(0) + two(0) + two(0) + four(0) + four(offset) + Array(name.utf8)
  }
  let start = UInt32(archive.count)
  let counts = two(0) + two(0) + two(entries.count) + two(entries.count)
  return archive + directory + [0x50, 0x4B, 5, 6] + counts + four(UInt32(directory.count)) + four(start) + two(0)
}

/// CRC-32 as zip has it.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }
}
