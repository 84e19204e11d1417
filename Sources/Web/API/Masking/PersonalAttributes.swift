/// What platforms tell of orders beyond what the desk asks for: whatever is a person's is masked, for everybody. By its name, or because it reads like a number of somebody.
enum PersonalAttributes {
  /// Words of a name, each of which says that the value is personal.
  private static let personal: Set<String> = [
    "phone", "phones", "mobile", "tel", "telephone", "cellphone", "fax", "email", "mail", "wechat", "openid", "unionid", "address", "addr", "street", "door",
    "latitude", "longitude", "lat", "lng", "lon", "passport", "idcard", "birthday", "recipient", "receiver", "consignee", "contact",
  ]
  /// Somebody; what is called `name` of them is personal.
  private static let somebody: Set<String> = ["customer", "user", "buyer", "orderer", "payer", "guest", "member"]
  private static let names: Set<String> = ["name", "nickname", "realname", "surname"]
  private static let chinese = ["电话", "手机", "号码", "姓名", "昵称", "地址", "门牌", "身份证", "邮箱", "微信", "收货人", "收件人", "联系人", "坐标"]

  static func shown(_ name: String, _ value: String) -> String { isPersonal(name) ? PersonalNumbers.mask : PersonalNumbers.masked(value) }

  static func shown(_ attributes: [String: String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: attributes.map { ($0.key, shown($0.key, $0.value)) })
  }

  private static func isPersonal(_ name: String) -> Bool {
    let words = words(name)
    return !words.isDisjoint(with: personal) || (!words.isDisjoint(with: somebody) && !words.isDisjoint(with: names)) || chinese.contains { name.contains($0) }
  }

  /// `receiverPhone`, `receiver_phone` and `receiver-phone` have the same.
  private static func words(_ name: String) -> Set<String> {
    var words: [String] = []
    var isInWord = false
    for character in name {
      guard character.isLetter else {
        isInWord = false
        continue
      }
      if !isInWord || (character.isUppercase && words.last?.last?.isUppercase == false) {
        words.append(String(character))
      } else {
        words[words.count - 1].append(character)
      }
      isInWord = true
    }
    return Set(words.map { $0.lowercased() })
  }
}
