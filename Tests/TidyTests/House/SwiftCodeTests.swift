import Testing

@Suite("Code apart from comments and strings")
struct SwiftCodeTests {
  @Test(arguments: [
    ("let a = 1  // Date()", "let a = 1  "),
    ("a /* Date /* nested */ Date */ b", "a  b"),
    ("print(\"Date\")", "print( )"),
    ("f(\"\\(x(1)) Date\") + g", "f(  x(1))) + g"),
    ("#\"a \\( \" b\"# c", "  c"),
    ("\"\"\"\nDate \"quoted\"\n\"\"\"\nend", " \n\n\nend"),
    ("\"a \\\" b\" c", "  c"),
    ("#if os(Linux)", "#if os(Linux)"),
  ])
  func keeps(code text: String, expected: String) {
    #expect(codeLines(of: text).joined(separator: "\n") == expected)
  }

  @Test func linesKeepTheirNumbers() {
    let text = "/* one\ntwo */ let a = \"\"\"\n  three\n  \"\"\"\nlet last = 1"
    #expect(codeLines(of: text).count == 5)
    #expect(codeLines(of: text).last == "let last = 1")
  }

  @Test func identifiersAreWhole() {
    #expect(identifiers(in: "civilDate(day_1)+Date()") == ["civilDate", "day_1", "Date"])
  }
}
