import Testing

@testable import Ledger

@Suite("Blind words")
struct BlindWordsTests {
  @Test func `have the form of docs/data.md`() throws {
    // Made by a program of a few lines in another language, from the page alone.
    let open = BlindWords(nil)
    #expect(open.blind("Ａ1 洒") == "oagw73mq xibqq4zv jmsbggb5")
    #expect(open.sought("a1") == [.row(["oagw73mq"])] && open.sought("Ａ") == [.beginning("oagw")])
    let key = try SearchMaker.key()
    #expect(BlindWords(key).blind("a1") == "rjfdflvc xmy67pc6")
  }

  @Test func `of two keys have nothing in common`() {
    let text = "鲜奶洒了一地"
    let words = [nil, MasterKey(), MasterKey()].map { BlindWords($0) }
    let made = words.map { Set($0.blind(text).split(separator: " ")) }
    #expect(made.map(\.count) == [6, 6, 6])
    #expect(made[0].isDisjoint(with: made[1]) && made[1].isDisjoint(with: made[2]) && made[0].isDisjoint(with: made[2]))
    #expect(Set(words.map(\.check)).count == 3)
  }

  @Test func `are the same whenever they are made, also by another one with the same key`() {
    let key = MasterKey()
    let (one, two) = (BlindWords(key), BlindWords(key))
    #expect(one.blind("请放在门口") == one.blind("请放在门口"))
    #expect(one.blind("请放在门口") == two.blind("请放在门口") && one.check == two.check)
  }

  @Test(arguments: ["", " ", "\n\u{3000}\t"])
  func `stand for nothing where there is nothing`(text: String) {
    let words = BlindWords(nil)
    #expect(words.blind(text).isEmpty && words.sought(text).isEmpty)
  }
}
