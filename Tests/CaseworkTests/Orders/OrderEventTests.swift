import Casework
import Playbook
import Testing

@Suite("Order events are read from JSON")
struct OrderEventTests {
  private func fault(_ json: String) -> OrderEventFault? {
    do throws(OrderEventFault) {
      _ = try OrderEvent(json: json)
      return nil
    } catch { return error }
  }

  @Test func `every field has its place, the rest are attributes`() throws {
    let json = """
      {"id":"e-1", "order" : "A-1","kind":"promised","at":1795305600000,"sequence":7,"merchant":"m-1","rider":"r-1","category":"takeaway",
       "promised":1795309200000,"state":"preparing","note":"a \\"b\\" \\u4f60\\ud83d\\ude00\\n","price":-12.50e+1,"gift":true,"lines":[{"a":[1,2,{}]},"]"],"none":null}
      """
    let event = try OrderEvent(json: json)
    #expect(event.id == "e-1" && event.order == "A-1" && event.kind == "promised" && event.at.milliseconds == 1_795_305_600_000)
    #expect(event.sequence == 7 && event.merchant == "m-1" && event.rider == "r-1" && event.category == "takeaway" && event.state == "preparing")
    #expect(event.promisedAt == Instant(milliseconds: 1_795_309_200_000))
    #expect(
      event.attributes == [
        OrderAttribute("note", "a \"b\" 你😀\n"), OrderAttribute("price", "-12.50e+1"), OrderAttribute("gift", "true"),
        OrderAttribute("lines", #"[{"a":[1,2,{}]},"]"]"#),
      ])
    #expect(event.body == json)
  }

  @Test func `an event made here is read back the same`() throws {
    let event = OrderEvent(
      id: "e\"1\\", order: "单/1", kind: "delivered", at: Instant(milliseconds: -5), sequence: -3, merchant: "m\u{1}\n", rider: nil, category: "parcel",
      promisedAt: Instant(milliseconds: 0), state: nil, attributes: [OrderAttribute("备注", "放门口\t"), OrderAttribute("a", "")])
    #expect(try OrderEvent(json: event.body) == event)
  }

  @Test func `a name that comes twice counts the second time`() throws {
    let event = try OrderEvent(json: #"{"id":"a","id":"b","order":"1","kind":"paid","at":1,"x":"1","x":"2","merchant":"m","merchant":null}"#)
    #expect(event.id == "b" && event.merchant == nil && event.attributes == [OrderAttribute("x", "2")])
  }

  private static let rest = #""order":"1","kind":"paid","at":1}"#
  private static func with(_ start: String) -> String { start + rest }

  private static let refused: [(json: String, fault: OrderEventFault)] = [
    ("", OrderEventFault.notAnObject(byte: 0)), ("[]", .notAnObject(byte: 0)), ("{", .notAnObject(byte: 1)), ("{}", .missing("id")),
    (#"{"id":"a","order":"1","kind":"paid"}"#, .missing("at")), (with(#"{"id":"","#), .missing("id")), (with(#"{"id":null,"#), .missing("id")),
    (with(#"{"id":1,"#), .wrong("id")), (with(#"{"id":"a","promised":"soon","#), .wrong("promised")),
    (with(#"{"id":"a","sequence":1.5,"#), .wrong("sequence")),
    (#"{"id":"a","order":"1","kind":"paid","at":99999999999999999999}"#, .wrong("at")),
    (#"{"id":"a","order":"1","kind":"paid","at":1} x"#, .notAnObject(byte: 44)), (#"{"id":"a",}"#, .notAnObject(byte: 10)),
    (with(#"{"id":"\ud800x","#), .notAnObject(byte: 13)), (with(#"{"id":"\q","#), .notAnObject(byte: 9)),
    (with(#"{"id":"a","x":01,"#), .notAnObject(byte: 16)),
    (#"{"id":"a","x":[1,2"#, .notAnObject(byte: 18)),
  ]

  @Test func `what isn't an event is refused`() {
    for (json, expected) in Self.refused { #expect(fault(json) == expected, "\(json)") }
  }

  @Test func `wild texts are refused, never a crash`() {
    let deep = String(repeating: "[", count: 5_000)
    #expect(fault(#"{"id":"a","x":\#(deep)"#) != nil)
    #expect(fault(String(repeating: " ", count: OrderEvent.longestBody + 1)) == .tooLong)
    #expect(fault(Self.with(#"{"id":"\#(String(repeating: "x", count: 201))","#)) == .wrong("id"))
    var dice = Dice(seed: 7)
    let body = OrderEvent(
      id: "e-1", order: "A-1", kind: "paid", at: Instant(milliseconds: 1), merchant: "m", attributes: [OrderAttribute("n", "\"你\\")]
    ).body.utf8
    for _ in 0..<5_000 {
      var bytes = Array(body)
      for _ in 0..<Int.random(in: 1...4, using: &dice) { bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice) }
      if let read = try? OrderEvent(json: String(decoding: bytes, as: UTF8.self)) { #expect(!read.id.isEmpty && !read.order.isEmpty) }
    }
  }
}
