import Casework
import Testing

@Suite("Links for parties in words that are shown")
struct LinkTokenTests {
  /// Head, claims and signature, as a link has them.
  private static let token = "eyJhbGciOiJIUzI1NiJ9.eyJjYXNlIjoiQy0wMDAwMDEifQ.s1gn-a_ture0123456789"

  @Test(
    "S-10 their secrets are masked wherever they stand, and nothing else is",
    arguments: [
      (token, "•••"), ("https://desk.example/p/\(token)", "https://desk.example/p/•••"),
      ("看这里：https://desk.example/p/\(token)，谢谢", "看这里：https://desk.example/p/•••，谢谢"),
      ("/p/\(token).", "/p/•••."), ("https%3A%2F%2Fdesk.example%2Fp%2F\(token)", "https%3A%2F%2Fdesk.example%2Fp%2F•••"),
      ("\(token) \(token)", "••• •••"), (#"{"text":"see\n\#(token)\n"}"#, #"{"text":"see\n•••\n"}"#), (#"{"text":"\#(token)"}"#, #"{"text":"•••"}"#),
      ("eyJx.\(token)", "•••"), ("eyJ \(token)", "eyJ •••"),
      ("", ""), ("eyJ", "eyJ"), ("eyJ.eyJ", "eyJ.eyJ"), ("eyJ..x", "eyJ..x"), ("eyJa.b.", "eyJa.b."), ("看 eyJ 吧", "看 eyJ 吧"), ("/p/part/case", "/p/part/case"),
      ("www.example.com/p/1", "www.example.com/p/1"), ("EYJA.B.C", "EYJA.B.C"),
    ] as [(String, String)])
  func masked(text: String, shown: String) {
    #expect(LinkTokens.masked(text) == shown)
    #expect(LinkTokens.masked(shown) == shown)
  }

  @Test func `words that only begin like many are gone through once`() {
    for text in [String(repeating: "eyJ", count: 100_000), String(repeating: "eyJ.", count: 2) + String(repeating: "eyJ", count: 100_000)] {
      #expect(LinkTokens.masked(text) == (text.contains(".") ? "•••" : text))
    }
  }
}
