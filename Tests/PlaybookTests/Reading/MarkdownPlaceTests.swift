import Playbook
import Testing

/// Examples of the CommonMark specification 0.31 by their numbers, each with what stands at the place of every item: the characters of the source, its
/// markup included. `/` is a line end.
@Suite("Items stand where CommonMark has them")
struct MarkdownPlaceTests {
  @Test(
    arguments: [
      ("4", "  - foo\n\n\tbar", ["1:5 foo"]), ("5", "- foo\n\n\t\tbar", ["1:3 foo"]), ("9", "- foo\n  - bar\n\t - baz", ["1:3 foo", "2:5 bar", "3:5 baz"]),
      ("61", "* Foo\n* * *", ["1:3 Foo"]), ("94", "- Foo\n---", ["1:3 Foo"]), ("108", "  - foo\n\n    bar", ["1:5 foo"]),
      ("109", "1.  foo\n\n    - bar", ["1:5 foo", "3:7 bar"]),
      ("253", "1.  A paragraph\n    with two lines.\n\n        indented code\n\n    > A block quote.", ["1:5 A paragraph/    with two lines."]),
      ("257", "   -    one\n\n     two", ["1:9 one"]), ("258", "   -    one\n\n        two", ["1:9 one"]),
      ("263", "1.  foo\n\n    ```\n    bar\n    ```\n\n    baz", ["1:5 foo"]),
      ("267", "0. ok", ["1:4 ok"]), ("269", "-1. not ok", []), ("270", "- foo\n\n      bar", ["1:3 foo"]), ("271", "  10.  foo\n\n           bar", ["1:8 foo"]),
      ("281", "-\n\n  foo", ["1:1 "]), ("282", "- foo\n-\n- bar", ["1:3 foo", "2:1 ", "3:3 bar"]),
      ("287", " 1.  A paragraph\n     with two lines.", ["1:6 A paragraph/     with two lines."]),
      ("289", "  1.  A paragraph\nwith two lines.", ["1:7 A paragraph/with two lines."]),
      ("293", "- foo\n  - bar\n    - baz\n      - boo", ["1:3 foo", "2:5 bar", "3:7 baz", "4:9 boo"]),
      ("296", "10) foo\n   - bar", ["1:5 foo", "2:6 bar"]), ("298", "- - foo", ["1:5 foo"]), ("299", "1. - 2. foo", ["1:9 foo"]),
      ("303", "Foo\n- bar\n- baz", ["2:3 bar", "3:3 baz"]),
      ("306", "- foo\n\n- bar\n\n\n- baz", ["1:3 foo", "3:3 bar", "6:3 baz"]),
      ("310", "- a\n - b\n  - c\n   - d\n  - e", ["1:3 a", "2:4 b", "3:5 c", "4:6 d", "5:5 e"]),
      ("314", "1. a\n\n  2. b\n\n   3. c", ["1:4 a", "3:6 b", "5:7 c"]), ("320", "* a\n  > b\n  >\n* c", ["1:3 a", "4:3 c"]),
      ("323", "- a\n  - b", ["1:3 a", "2:5 b"]),
      ("325", "* foo\n  * bar\n\n  baz", ["1:3 foo", "2:5 bar"]),
      ("326", "- a\n  - b\n  - c\n\n- d\n  - e\n  - f", ["1:3 a", "2:5 b", "3:5 c", "5:3 d", "6:5 e", "7:5 f"]),
    ] as [(String, String, [String])])
  func items(number: String, text: String, expected: [String]) {
    let compilation = compiled(text)
    let lines = SourceLines(compilation.sources[0].text)
    let found = compilation.plan.main.steps.map { step -> String in
      let place = step.sentence.place
      let parts = (place.line...place.endLine).map { line -> String in
        let scalars = Array(lines.line(line).unicodeScalars)
        let start = line == place.line ? place.column - 1 : 0
        let end = line == place.endLine ? place.endColumn - 1 : scalars.count
        guard start >= 0, start <= end, end <= scalars.count else { return "?" }
        return String(String.UnicodeScalarView(scalars[start..<end]))
      }
      return "\(place.line):\(place.column) \(parts.joined(separator: "/"))"
    }
    expectText(found.joined(separator: "\n"), expected.joined(separator: "\n"), "example \(number)")
  }
}
