/// **Finds** a person called by name where a role is meant: `蔡总`, `王经理`, `ask Linda`, `Mr. Smith`.
///
/// **Matters** because the step stands still when that person is on holiday or has left; nobody knows who stands in.
///
/// ```
/// - 上报运营、蔡总处          “蔡总”是一个人，不是角色：写明岗位和代理人。
/// ```
///
/// **Close it** by naming the role, and who stands in for it: `转人工（运营负责人）`. **Level**: warning.
enum NamedPersonCheck: TextCheck {
  static let id = "named-person"
  static let group = CheckGroup.texts
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("该写岗位的地方写了人名", "A named person where a role is meant")
  static let help = Diagnostic.Message("写岗位和代理人，不写人名。", "Name the role and who stands in, not the person.")

  static func findings(in text: CheckedText) -> [Diagnostic] {
    var spots: [String: [CheckedText.Spot]] = [:]
    var order: [String] = []
    for passage in text.passages where !passage.isWording {
      for range in chinese(passage) + english(passage) {
        let name = Letters(passage.raw[range]).text
        if spots[name] == nil { order.append(name) }
        spots[name, default: []].append(.init(passage: passage, range: range))
      }
    }
    return order.compactMap { name in
      guard let all = spots[name], let first = all.first else { return nil }
      let also = text.also(all)
      return text.finding(
        Self.self, at: first.passage, first.range, "“\(name)”是一个人，不是角色\(also.chinese)：换人或请假时没有人接。写明岗位和代理人。",
        "“\(name)” is a person, not a role\(also.english): nobody takes over when they are away. Name the role and who stands in.",
        suggestion: text.language.words("- 转人工（负责人；不在时由代理人）", "- Hand over (the person in charge, or their deputy)"))
    }
  }

  // MARK: Chinese

  /// Surnames that are hardly ever the end of another word.
  private static let surnames = Set(
    "赵孙李吴郑王冯陈褚蒋沈韩杨秦许何吕施曹魏谢邹苏潘葛范彭鲁韦苗袁柳唐薛贺汤罗郝邬汪毛狄宋庞熊屈祝董梁杜阮蓝闵季贾娄颜郭徐邱骆蔡樊胡凌霍虞柯莫邓郁洪诸崔龚程邢裴陆翁荀曲段焦侯龙叶黎赖卓蔺屠蒙乔谭刘詹"
      .unicodeScalars)
  /// Surnames that are also the end of common words (`值班`, `提高`): only where a person's name may begin.
  private static let wordLikeSurnames = Set("周钱朱尤张孔严华金陶姜章云马方俞任史费雷安常乐于时傅齐康伍余元顾孟平黄和萧尹姚邵湛明计成戴项舒纪路危江童林梅盛刁钟高夏田万支管卢丁宣包石单温庄晏连文关白水简丘班储".unicodeScalars)
  private static let titles = WordList(["总监", "总经理", "经理", "主管", "主任", "店长", "组长", "队长", "部长", "老师", "总", "董"])
  /// `汇总`, `李总结`: words that only look like it.
  private static let wordsBehind = Set("结额数量计和体共是价部监店台裁线会事长成归算之要得可能有在为不".unicodeScalars)

  private static func chinese(_ passage: Passage) -> [Range<Int>] {
    titles.matches(in: passage.all).compactMap { match in
      let start = match.range.lowerBound - 1
      guard let surname = passage.all.at(start), surnames.contains(surname) || wordLikeSurnames.contains(surname) else { return nil }
      if match.range.count == 1, let behind = passage.all.at(match.range.upperBound), wordsBehind.contains(behind), behind != "处" { return nil }
      // `值班经理`, `区域经理`: a word before the title that ends in what may also be a surname.
      if !surnames.contains(surname), let letter = passage.all.at(start - 1), isHan(letter), !before.contains(letter) { return nil }
      return start..<match.range.upperBound
    }
  }

  private static let before = Set("系找给报备问由经交请向和与及或转知告询到对让叫把被是跟同至".unicodeScalars)

  // MARK: English

  private static let asking = WordList([
    "ask", "call", "contact", "email", "e-mail", "tell", "notify", "inform", "message", "phone", "text", "ping", "see", "cc", "report to", "escalate to",
    "hand over to", "forward to", "send to", "check with", "speak to", "talk to", "approved by", "signed by", "approval from", "go to",
  ])
  private static let honorifics = WordList(["mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr."])
  /// Given names that are common in offices where English is spoken, and are no other word.
  private static let names = WordList([
    "linda", "john", "mary", "james", "robert", "jennifer", "michael", "david", "susan", "jessica", "sarah", "karen", "lisa", "nancy", "betty", "sandra",
    "ashley", "emily", "donna", "michelle", "carol", "amanda", "melissa", "deborah", "stephanie", "rebecca", "laura", "helen", "sharon", "cynthia",
    "kathleen", "amy", "angela", "anna", "brenda", "pamela", "emma", "nicole", "samantha", "katherine", "christine", "rachel", "janet", "maria", "heather",
    "diane", "julie", "joyce", "victoria", "kelly", "christina", "joan", "evelyn", "william", "richard", "joseph", "thomas", "tom", "charles",
    "christopher", "daniel", "matthew", "anthony", "donald", "steven", "paul", "andrew", "joshua", "kenneth", "kevin", "brian", "george", "timothy",
    "ronald", "edward", "jason", "jeffrey", "ryan", "jacob", "gary", "nicholas", "eric", "jonathan", "stephen", "larry", "justin", "scott", "brandon",
    "benjamin", "samuel", "gregory", "alexander", "patrick", "peter", "jack", "dennis", "jerry", "tyler", "aaron", "henry", "adam", "nathan", "kate", "mike",
    "steve", "dave", "bob", "jim", "alice", "priya", "ahmed", "mohammed", "carlos", "ivan", "olga", "wei", "ming",
  ])

  private static func english(_ passage: Passage) -> [Range<Int>] {
    let titled = honorifics.matches(in: passage.all).compactMap { match -> Range<Int>? in
      var start = match.range.upperBound
      if passage.all.at(start) == "." { start += 1 }
      guard passage.all.at(start) == " ", let end = capitalised(passage, from: start + 1) else { return nil }
      return match.range.lowerBound..<end
    }
    let asked = asking.matches(in: passage.all).compactMap { match -> Range<Int>? in
      let start = match.range.upperBound + 1
      guard passage.all.at(match.range.upperBound) == " ", let name = names.match(at: start, in: passage.all), passage.raw[start].isLatinCapital else {
        return nil
      }
      return name.range
    }
    return titled + asked.filter { range in !titled.contains { $0.overlaps(range) } }
  }

  private static func capitalised(_ passage: Passage, from start: Int) -> Int? {
    guard start < passage.raw.count, passage.raw[start].isLatinCapital else { return nil }
    var end = start
    while end < passage.raw.count, passage.raw[end].isLatin { end += 1 }
    return end > start + 1 ? end : nil
  }
}
