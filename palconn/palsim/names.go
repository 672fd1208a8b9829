package palsim

import (
	"math/rand/v2"
	"strings"
)

// names gives the extensions of a tenant their names: each last name once, as long
// as the table lasts, so that a few letters find one. A name is worked out when it
// is asked for, the same each time: a million names need no memory.
type names struct {
	// seed decides the last names that are made up.
	seed uint64
	// orders are the shuffled orders of the tables.
	latinFirst, latinLast       []int
	japaneseFirst, japaneseLast []int
	arabicFirst, arabicLast     []int
}

func newNames(chance *rand.Rand) *names {
	return &names{
		seed:       chance.Uint64(),
		latinFirst: chance.Perm(len(latinFirst)), latinLast: chance.Perm(len(latinLast)),
		japaneseFirst: chance.Perm(len(japaneseFirst)), japaneseLast: chance.Perm(len(japaneseLast)),
		arabicFirst: chance.Perm(len(arabicFirst)), arabicLast: chance.Perm(len(arabicLast)),
	}
}

// of names extension i of a tenant, counted from 0.
func (n *names) of(i int) string {
	switch {
	case i == 0:
		return "Reception"
	case i%9 == 2:
		k := i / 9
		return japaneseLast[at(n.japaneseLast, k)] + " " + japaneseFirst[at(n.japaneseFirst, k)]
	case i%13 == 5:
		k := i / 13
		return arabicFirst[at(n.arabicFirst, k)] + " " + arabicLast[at(n.arabicLast, k)]
	}
	name := latinFirst[at(n.latinFirst, i)] + " " + n.latinLastName(i)
	if i%17 == 7 {
		name += " " + emoji[i/17%len(emoji)]
	}
	return name
}

// latinLastName takes from the table while it lasts and makes names up then.
func (n *names) latinLastName(i int) string {
	if i < len(latinLast) {
		return latinLast[n.latinLast[i]]
	}
	chance := rand.New(rand.NewPCG(n.seed, uint64(i)))
	var b strings.Builder
	for range 2 + chance.IntN(2) {
		b.WriteByte(consonants[chance.IntN(len(consonants))])
		b.WriteByte(vowels[chance.IntN(len(vowels))])
	}
	made := b.String()
	return strings.ToUpper(made[:1]) + made[1:] + endings[chance.IntN(len(endings))]
}

// at reads a shuffled order over and over, each time moved on by one so that first
// and last names pair anew.
func at(order []int, k int) int { return order[(k+k/len(order))%len(order)] }

// randomName is the name of somebody outside.
func randomName(chance *rand.Rand) string {
	return latinFirst[chance.IntN(len(latinFirst))] + " " + latinLast[chance.IntN(len(latinLast))]
}

const (
	consonants = "bdfghjklmnprstvz"
	vowels     = "aeiou"
)

var (
	endings = []string{"n", "r", "sen", "ski", "dal", "ton", "ver", "lo"}
	emoji   = []string{"🎧", "☕", "🌊", "🚲", "🌻", "📚"}

	latinFirst = strings.Fields(`
		Ana Bo Cy Dee Ken Lee Mia Noah Olga Paul Quinn Rosa Sven Tara Umar Vera Wim Xenia Yara Zoe
		Ada Bruno Clara Dario Elsa Finn Greta Hugo Ines Jonas Katja Luis Marta Nils Oscar Petra Rafael Silke Tomás Ursula
		Viktor Wanda Aiko Björn Chloé Dmitri Eszter Fatou Gina Håkon Ivana Jorge Kofi Lena Mateo Nadia Owen Priya Ravi Sofía
		Theo Uma Vito Willa Yusuf Zita Amara Blaise Carmen Desmond`)
	latinLast = strings.Fields(`
		Ruiz Lund Vance Okafor Mori Wong Abbott Bianchi Castro Dahl Eriksen Fontaine Gupta Hoffmann Iyer Jansen Kowalski Lindgren
		Moreau Novak Ortega Petrov Quist Ramos Schmidt Tanner Ueda Varga Weber Xu Ybarra Zeman Achebe Bergström Chukwu Dubois Engel
		Fischer García Hughes Ibsen Jovanović Keller Larsson Müller Nguyen Oyelaran Popescu Quintero Rossi Sørensen Toivonen Ulrich
		Vázquez Winther Yilmaz Zhou Almeida Brandt Cohen Díaz Eklund Farkas Grant Haddad Ivanov Jha Kaur López MacLeod Nakata Olsen
		Pereira Rao Silva Thorpe Urban Villa Whitfield Young Zapata Arnaud Blum Crespo Drummond Esposito Fraser Gallo Holm Ishaq
		Jurado Klein Lefèvre Marsh Nieminen Orlov Paredes Reyes Sato Tran Usher Vidal Walsh Yeo Zimmer Aoki Becker Calloway Delgado`)
	japaneseFirst = strings.Fields(`花子 太郎 健 美咲 翔太 由美 直樹 さくら 大輔 恵 拓也 愛 隆 千尋 一郎 真由美 亮 陽菜 誠 久美子`)
	japaneseLast  = strings.Fields(`佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 松本 井上 木村 斎藤 清水 森 池田 橋本 石川 長谷川`)
	arabicFirst   = strings.Fields(`ليلى عمر سارة يوسف نور خالد مريم حسن فاطمة علي زينب كريم`)
	arabicLast    = strings.Fields(`حداد منصور الخطيب سليمان عباس النجار قاسم فارس شاهين درويش صالح`)
)
