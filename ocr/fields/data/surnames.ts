/** Vietnamese family names with their marks; about 99 % of people bear one. From common knowledge and @faker-js/faker 10.6.0 vi (MIT); not closed. */
export const SURNAMES: readonly string[] =
	`Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Đào Đoàn Lương Trương Hà Cao Tạ Lâm Chu To Tô Thái
	Quách Tôn Tống Kiều Lưu Vương Mạc Đàm Nông Bế Hứa Ma Triệu Phùng Giang Châu Khúc Nghiêm Bạch Ninh Thạch Lò Lù Quang Thân Tăng Tiêu Ung Văn
	Phí Khương Hầu Cầm Sùng Giáp Bàng Thào Vi Lang Dậu Đậu Đồng Trang Âu Phù Khổng Vàng Mùa Sầm Chẩu Diệp Doãn Khuất Lục Lại Mẫn Nhâm Ong
	Phó Quan Sơn Tòng Trưng Từ Viên Xa Ông Đái Đường Thẩm Tưởng Cù Cấn Giàng Hạng Lầu Lường Hoàn Đồ Chúc Hà`.split(/\s+/);
