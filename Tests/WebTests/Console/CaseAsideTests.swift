import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("What is known of a case")
struct CaseAsideTests {
  @Test func `facts stand with their source and age; personal ones are masked, and shown on request to whoever may see them`() async throws {
    let opening = #"{"playbook":"personal-meal","subject":"A-1","facts":{"customer.phone":"13812345678","Merchant":"m-1 <i>"}}"#
    let sides = try await CaseSides.opened(personalMeal, named: "personal-meal.md", opening)
    let facts = try await sides.aside().facts
    #expect(facts.map(\.name) == ["Phone", "Merchant"] && facts.map(\.value) == ["•••", "m-1 <i>"] && facts.map(\.canDisclose) == [true, false])
    #expect(facts.allSatisfy { $0.source == "platform" && $0.age.hasSuffix("ago") && !$0.isStale })
    #expect(try await sides.aside(as: .quality, masks: true).facts.allSatisfy { !$0.canDisclose })
    let page = try await sides.text(of: "/aside")
    #expect(page.contains(#"data-disclose="customer.phone""#) && !page.contains("13812345678") && page.contains("m-1 &lt;i&gt;"), "\(page)")
    let masked = try await sides.text(of: "/aside", as: .quality)
    #expect(!masked.contains("data-disclose") && !masked.contains("13812345678"), "\(masked)")
    let chinese = try await CaseSides(stage: sides.stage, language: .chinese).text(of: "/aside")
    #expect(chinese.contains("已知事实") && chinese.contains("平台") && !chinese.contains("aside-fact-show"), "\(chinese)")
  }

  @Test func `what is empty teaches what comes there`() async throws {
    let sides = try await CaseSides.lateMeal()
    let aside = try await sides.aside()
    #expect(aside.order == nil && aside.people.isEmpty && aside.facts.isEmpty && aside.files.isEmpty && aside.others.isEmpty && aside.money == nil)
    #expect(!aside.hasPromises && !aside.hasDeadlines && !aside.hasEntries && !aside.hasLinked)
    let page = try await sides.text(of: "/aside")
    for words in ["Platforms haven't told of this order yet", "Nobody is known yet", "Nothing is known yet", "No evidence yet", "None: this is the first"] {
      #expect(page.contains(words.replacing("'", with: "&#39;")) || page.contains(words), "\(words)")
    }
  }

  @Test func `O-05 the order stands with its state and times, and what is a person's is masked`() async throws {
    let clock = StandingClock()
    let stage = Stage(clock: clock)
    let start = clock.now()
    let event =
      #"{"id":"e-1","order":"A-1","kind":"picked-up","at":\#(start.milliseconds),"merchant":"m-9","rider":"r-1","customer":"u-1","merchant-name":"Noodles 13812345678","promised":\#((start + .minutes(30)).milliseconds)}"#
    #expect(try await stage.ask(.post, "/v1/order-events", as: .integration, event).status == 200)
    let sides = try await CaseSides.lateMeal(on: stage)
    let order = try #require(try await sides.aside().order)
    #expect(order.number == "A-1" && order.stage == "on its way" && !order.isOverdue)
    #expect(order.moments.map(\.label) == ["First heard of", "Promised for", "Shipped"])
    let details = Dictionary(order.details.map { ($0.label, $0.value) }) { first, _ in first }
    #expect(details["Merchant"] == "m-9" && details["Rider"] == "r-1" && details["Platform's state"] == "On the way", "\(details)")
    #expect(details["merchant-name"] == "Noodles •••", "\(details)")
    clock.move(to: start + .minutes(31))
    #expect(try await sides.aside().order?.isOverdue == true)
    #expect(try await sides.aside(as: .administrator).order == nil, "orders aren't theirs to see")
  }

  @Test func `parties stand with who they are and when they got in touch last`() async throws {
    let opening = #"{"playbook":"late-meal","subject":"A-1","persons":{"Customer":"u-1"}}"#
    let sides = try await CaseSides.opened(lateMeal, opening)
    try await sides.tell("signals", #"{"heard":"Kitchen","channel":"im"}"#)
    let people = try await sides.aside().people
    #expect(people.map(\.name) == ["Customer", "Kitchen"] && people.map(\.person) == ["u-1", ""] && people.map { $0.lastHeard != nil } == [false, true])
  }

  @Test func `promises stand with owner and time, and whoever works on cases may say that one was kept`() async throws {
    let shop = try await FlowerShop()
    _ = try await shop.complain()
    let sides = CaseSides(stage: shop.stage)
    let promise = try #require(try await sides.aside().promises.first)
    #expect(promise.owner == "Shop" && promise.canKeep && !promise.isLate && promise.isKeptByEvent && promise.keptBy.contains("a new bouquet was sent"))
    #expect(try await sides.aside(as: .quality, masks: true).promises.map(\.canKeep) == [false])
    let page = try await sides.text(of: "/aside")
    #expect(page.contains(#"data-open="promise-kept" data-promise="\#(promise.id)""#) && page.contains("<time data-until datetime="), "\(page)")
    shop.time.move(to: shop.time.now() + .hours(25))
    #expect(try await sides.aside().promises.map(\.isLate) == [true])
    try await sides.tell("signals", #"{"promiseKept":"\#(promise.id)","proof":"receipt 7"}"#)
    #expect(try await !sides.aside().hasPromises)
    #expect(try await sides.lines().contains { $0.kind == .promise && $0.tone == "good" && $0.text.contains("receipt 7") })
  }

  @Test func `T-07 T-08 evidence stands with its thumbnail, the server's time, and what was said of it`() async throws {
    let sender = EvidenceSender()
    let stage = try await sender.stage()
    let query = "?party=customer&note=A%20hair%3Cb%3E&colour=black&place=Gate%202&happened-at=2026-11-22T23:05:00%2B08:00"
    #expect(try await sender.send(stage, sender.gif, query: query, name: "hair.gif").status == 201)
    #expect(try await sender.send(stage, sender.text, name: "13812345678.txt").status == 201)
    let sides = CaseSides(stage: stage)
    let files = try await sides.aside().files
    #expect(files.map(\.id) == ["E-2", "E-1"] && files.map(\.kind) == ["document", "picture"] && files.map(\.hasThumbnail) == [false, true])
    let hair = try #require(files.last)
    let added = try #require(await stage.added().first)
    #expect(hair.received.iso == added.evidence.attributes[EvidenceAttributes.receivedAt] && hair.sender == "Customer" && hair.remark == "A hair<b>")
    #expect(hair.details.map(\.label) == ["Colour", "Happened", "Where"] && hair.details.map(\.value).contains("black") && !hair.isErased)
    let page = try await sides.text(of: "/aside")
    #expect(page.contains(#"src="/v1/cases/C-000001/evidence/E-1/thumbnail""#) && page.contains(#"id="evidence-E-1""#), "\(page)")
    #expect(page.contains("A hair&lt;b&gt;") && !page.contains("E-2/thumbnail"))
    #expect(try await !sides.text(of: "/aside", as: .quality).contains("13812345678"), "in a file's name neither")
    #expect(try await sides.lines().filter { $0.evidence == "E-1" }.count == 1)
  }

  @Test func `T-02 deadlines stand with how they were worked out`() async throws {
    let timed =
      lateMeal + """


        ## Deadlines

        | id | labels | from | until | time | clock | pause | warning | on breach |
        |---|---|---|---|---|---|---|---|---|
        | reply | First reply | opened | reply to Customer | 30 min | wall clock | | 10 min before | Called |
        """
    let clock = StandingClock()
    let sides = try await CaseSides.opened(timed, #"{"playbook":"late-meal","subject":"A-1"}"#, on: Stage(clock: clock))
    let running = try #require(try await sides.aside().deadlines.first)
    #expect(running.name == "First reply" && running.standing == "running" && running.isUnderWay && running.due != nil)
    #expect(running.derivation.first?.hasPrefix("It began with event 1") == true, "\(running.derivation)")
    clock.move(to: clock.now() + .minutes(25))
    #expect(try await sides.aside().deadlines.map(\.standing) == ["comes near"])
    clock.move(to: clock.now() + .minutes(10))
    #expect(try await sides.aside().deadlines.map(\.tone) == ["bad"])
  }

  @Test func `T-11 who is liable and what was paid stand with the sum`() async throws {
    let ruled = try await ShippedDocument.walked("food-delivery/takeaway-service.md", "超时一小时整单免单")
    let liable = try await ruled.ask(path: CaseSides.page + "/aside")
    #expect(liable.status == 200 && liable.text.contains("Liable:") && liable.text.contains("%"), "\(liable.text)")
    let paid = try await ShippedDocument.walked("channel-shop/refund-after-shipping.md", "盯到退件回仓")
    let money = try await paid.ask(path: CaseSides.page + "/aside")
    #expect(money.status == 200 && money.text.contains("¥") && money.text.contains("What it comes to in this case"), "\(money.text)")
  }

  @Test func `T-15 what the case has in registers stands with where it stands`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/dispute.md", "商家认可，支持用户")
    let aside = try await door.ask(path: CaseSides.page + "/aside")
    #expect(aside.text.contains("Registers and follow-ups") && aside.text.contains("已追加补偿"), "\(aside.text)")
  }

  @Test func `other cases about the same order are listed, the newest first, and this one isn't among them`() async throws {
    let shop = try await FlowerShop()
    _ = try await shop.closed()
    let again = try await shop.complain()
    let id = try #require(again.split(separator: "/").last.map(String.init))
    let sides = CaseSides(stage: shop.stage, id: id)
    let others = try await sides.aside().others
    #expect(others.map(\.id) == ["C-000001"] && others.map(\.standing) == ["closed"] && others.map(\.about) == ["The flowers were faded"])
    #expect(try await sides.text(of: "/aside").contains(#"<a href="/console/cases/C-000001">"#))
    for number in 1...(CaseAsideSources.mostCases + 3) {
      let opening = #"{"playbook":"flowers","subject":"A-1/\#(number + 1)","facts":{"Problem":"Faded"}}"#
      #expect(try await shop.stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
    }
    #expect(try await sides.aside().others.count == CaseAsideSources.mostCases)
  }

  @Test func `earlier cases of whoever this one deals with are listed, each case once, the newest first`() async throws {
    let stage = Stage()
    func open(_ subject: String, _ customer: String, _ kitchen: String) async throws {
      let opening = #"{"playbook":"late-meal","subject":"\#(subject)","persons":{"Customer":"\#(customer)","Kitchen":"\#(kitchen)"}}"#
      #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
    }
    let sides = try await CaseSides.opened(
      lateMeal, #"{"playbook":"late-meal","subject":"A-1","persons":{"Customer":"u-1","Kitchen":"m-1"}}"#, on: stage)
    try await open("A-2", "u-1", "m-1")
    try await open("A-1/2", "u-1", "m-2")
    for number in 3...9 { try await open("A-\(number)", "u-\(number)", "m-1") }
    #expect(try await sides.aside().earlier.isEmpty, "nobody waits for what has just begun")
    try await sides.readRegisters()
    let aside = try await sides.aside()
    #expect(aside.others.map(\.id) == ["C-000003"])
    #expect(aside.earlier.map(\.heading) == ["Latest cases of Customer u-1", "Latest cases of Kitchen m-1"])
    #expect(aside.earlier.map { $0.cases.map(\.id) } == [["C-000002"], (6...10).reversed().map { "C-\(String(repeating: "0", count: $0 < 10 ? 5 : 4))\($0)" }])
    #expect(aside.earlier.first?.cases.first?.about.hasSuffix(" · A-2") == true)
    let page = try await sides.text(of: "/aside")
    #expect(page.contains("<h4 class=\"small\">Latest cases of Customer u-1</h4>") && page.contains(#"<a href="/console/cases/C-000002">"#))
  }

  @Test(arguments: [(1_230, "¥12.30"), (5, "¥0.05"), (-300, "−¥3.00"), (0, "¥0.00"), (Int64.min, "−¥92233720368547758.08")] as [(Int64, String)])
  func `money is written in yuan and fen`(amount: Int64, text: String) { #expect(AsideMoney.text(amount, .cny, .english) == text) }

  @Test(arguments: [(0, "0 B"), (999, "999 B"), (1_000, "1.0 KB"), (3_500, "3.4 KB"), (20 << 20, "20 MB"), (200 << 20, "200 MB")] as [(Int64, String)])
  func `sizes are written short`(bytes: Int64, text: String) { #expect(AsideFile.size(bytes) == text) }
}
