"""What invented people are called: common given names and family names of a few peoples, and how more are made.

Each list is in rough order of frequency. The family names that are not listed are put together from syllables, which
gives the long tail that a real list has.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class People:
    """How a people is called.

    Attributes:
        country: ISO 3166-1 alpha-2 in lower case.
        given: Given names, the most frequent first.
        family: Family names, the most frequent first.
        beginnings: What a made-up family name may begin with.
        middles: What may follow, once or not at all.
        endings: What it ends with.
        pattern: How a full name is put together: ``g`` a given name, ``f`` a family name, ``p`` a particle with a given
            name after it, ``m`` a father's name; several patterns are equally likely.
        particles: What stands in for a particle.
    """

    country: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    beginnings: tuple[str, ...]
    middles: tuple[str, ...]
    endings: tuple[str, ...]
    pattern: tuple[str, ...]
    particles: tuple[str, ...] = ("",)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PEOPLES = (
    People(
        "sy",
        _words(
            "Mohammed Ahmad Ali Hassan Hussein Omar Khaled Ibrahim Mahmoud Mustafa Youssef Abdullah Said Samir "
            "Tariq Walid Nasser Faisal Karim Jamal Adel Fadi Rami Bilal Hamza Anas Zaid Yasin Ismail Bashir Munir "
            "Nabil Imad Ziad Amin Fatima Aisha Maryam Zainab Layla Huda Salma Nour Rania Hanan Amal Iman Samira "
            "Nadia Abdulrahman Abdulaziz Abdulkarim Abdelkader Salahuddin Nuruddin Saifullah Hafiz Harith Qasim "
            "Marwan Usama Talal Ghassan Haitham"
        ),
        _words(
            "Hassan Ali Hussein Ibrahim Khalil Haddad Khoury Saleh Nasser Mansour Hamdan Najjar Darwish Qasim "
            "Shami Halabi Masri Baghdadi Tikriti Jaziri Hariri Assad Sabbagh Sultan Jaber Zaidi Rashid Fares "
            "Barakat Atiyah Daher Issa Hamad Kanaan Farhat Yazbek Nasrallah Shahin Abbas Khatib Maliki Sadr Hakim "
            "Bakri Omari Ansari Qurashi Tamimi"
        ),
        _words(
            "Al-Ha Al-Ma Al-Sha Al-Ka Al-Za Al-Ra Al-Ba Al-Ju Al-Du Abu-Sa Ben-Na Ha Ma Sha Ka Za Ra Ba Gha Kha Fa Ta"
        ),
        _words("ri la di mi sa na bi ha wa ya zu mu lu qa ta"),
        _words("ni mi ri di wi yan bi shi far lan sam din bar sal tar kim zid"),
        ("gf", "ggf", "gpf", "gggf", "gpgf"),
        _words("bin ibn Abu al- Abd"),
    ),
    People(
        "ru",
        _words(
            "Aleksandr Sergei Vladimir Andrei Dmitri Aleksei Igor Mikhail Nikolai Yuri Evgeny Viktor Oleg Pavel "
            "Ivan Roman Konstantin Anatoly Denis Maksim Vladislav Ruslan Anton Boris Gennady Valery Vyacheslav "
            "Timur Stanislav Artem Olga Elena Natalia Irina Tatiana Svetlana Anna Ekaterina Yulia Maria Ludmila "
            "Galina Larisa Oksana Vera"
        ),
        _words(
            "Ivanov Smirnov Kuznetsov Popov Vasiliev Petrov Sokolov Mikhailov Novikov Fedorov Morozov Volkov "
            "Alekseev Lebedev Semenov Egorov Pavlov Kozlov Stepanov Nikolaev Orlov Andreev Makarov Nikitin "
            "Zakharov Zaitsev Soloviev Borisov Yakovlev Grigoriev Romanov Vorobiev Sergeev Kuzmin Frolov "
            "Aleksandrov Dmitriev Korolev Gusev Kiselev Ilyin Maksimov Polyakov Sorokin Vinogradov Kovalev Belov "
            "Medvedev Antonov Tarasov Zhukov Baranov Filippov Komarov"
        ),
        _words(
            "Kra Be Gor Che Sha Zhu Pro Bru Kol Mor Ser Tro Lu Ga Vo Do Po Ry Su Ti Za Shch Kho Kry Mel Ost Pod Sto Yar"
        ),
        _words("lo ne ro vi shi zhe cha mi ti ko go ba di nya sti bo len"),
        _words("nov lev rov kov nin shin enko skiy chuk ov ev in yakov tsev ikov"),
        ("gf", "gmf", "gmf"),
    ),
    People(
        "mx",
        _words(
            "Jose Juan Luis Carlos Jesus Miguel Francisco Jorge Pedro Alejandro Manuel Ricardo Roberto Fernando "
            "Daniel Eduardo Rafael Javier Raul Sergio Mario Arturo Enrique Oscar Alberto Ramon Alfredo Gerardo "
            "Hector Victor Guillermo Cesar Maria Guadalupe Ana Rosa Juana Carmen Teresa Patricia Leticia "
            "Margarita Veronica Alejandra Silvia Gabriela"
        ),
        _words(
            "Hernandez Garcia Martinez Lopez Gonzalez Rodriguez Perez Sanchez Ramirez Cruz Flores Gomez Morales "
            "Vazquez Jimenez Reyes Diaz Torres Gutierrez Ruiz Mendoza Aguilar Ortiz Moreno Castillo Romero "
            "Alvarez Mendez Chavez Rivera Juarez Ramos Dominguez Herrera Medina Castro Vargas Guzman Velazquez "
            "Rojas Munoz Contreras Salazar Luna Ortega Soto Guerrero Estrada Cortes Delgado Rios Nunez Vega Silva "
            "Cardenas Ochoa Zamora Beltran Quintero Arellano Felix"
        ),
        _words(
            "Ba Ca Sa Ma Ara Ala Be Ce Bu Cu Fa Ga Gue Ibar La Lo Mon No Ola Pa Que Ra Sal Ta Ur Va Vi Zu Esca Barr"
        ),
        _words("rra lla da ne mo ri li ce ba ga va que ro"),
        _words("nez res les rez do na co ga te va no mendi ales illo ado eta osa uri"),
        ("gff", "ggff", "gf", "ggf"),
    ),
    People(
        "cn",
        _words(
            "Wei Fang Na Xiuying Min Jing Li Qiang Lei Jun Yang Yong Yan Jie Juan Tao Ming Chao Xiulan Xia Ping "
            "Gang Guiying Hui Jianguo Zhiqiang Xiaoming Jianhua Guoqiang Weidong Haiyan Xiaohong Lihua Yulan "
            "Meiling Zhiyuan Jinhai Bo Hao Zhen Yifan Zihan Haoran Yuxuan Minghao Wenjie Zhigang Xuefeng Shuhua "
            "Dongmei Hongwei Changming"
        ),
        _words(
            "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie "
            "Song Tang Han Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu "
            "Ding Ren Shen Yao Zhong Cui Tan Fan Jin Shi Liao Jia Xia Fu Fang Bai Zou Meng Xiong Qin Qiu Hou Yin "
            "Xue Yan Duan Lei Long Shao Qian"
        ),
        _words("Ou Si Shang Huang Zhu Dong Xi"),
        ("",),
        _words("yang ma guan fu ge fang men"),
        ("fg", "fg", "gf"),
    ),
    People(
        "ir",
        _words(
            "Mohammad Ali Hossein Reza Mehdi Hassan Amir Ahmad Abbas Saeed Majid Hamid Masoud Mohsen Javad "
            "Alireza Mostafa Davoud Behzad Bahram Farhad Kourosh Dariush Siamak Parviz Iraj Jamshid Manouchehr "
            "Gholamreza Mohammadreza Hamidreza Esmail Fatemeh Zahra Maryam Leila Shirin Parisa Nasrin Mahnaz "
            "Azadeh Soheila Farideh Golnaz"
        ),
        _words(
            "Mohammadi Hosseini Ahmadi Rezaei Karimi Moradi Jafari Rahimi Hashemi Ebrahimi Heidari Mousavi "
            "Sadeghi Akbari Rostami Ghasemi Asadi Kazemi Najafi Soltani Yousefi Salehi Norouzi Ghorbani Abbasi "
            "Bagheri Zarei Amini Shahidi Tehrani Esfahani Shirazi Tabrizi Kermani Farahani Larijani Rafsanjani "
            "Jalili Naqdi Salami Vahidi Dehghan Mirzaei Alavi"
        ),
        _words("Gol Shah Far Meh Dar Nak Par Zar Bah Kia Kha Mir Nur Pour Roz Sha Tav Yaz Ash Bor Del"),
        _words("a ma ba na za ra do ki hi ri sha"),
        _words("zadeh pour nia nejad far i ani vand ian mand doust khah"),
        ("gf", "ggf", "gff"),
    ),
    People(
        "kp",
        _words(
            "Chol Yong-nam Song-il Myong-chol Jong-ho Kwang-su Hyok Il-nam Chang-ho Tong-hyon Kyong-il Sang-jin "
            "Chun-sam Yong-ho Ki-nam Pyong-so Won-hong Su-gil Hak-song Man-gon Jae-sop Ryong-hae Tae-song Nam-su "
            "Kun-il Min-chol In-chol Un-chol Hye-song Kum-ok Sun-hui Yong-suk Mi-ran Jin-a"
        ),
        _words(
            "Kim Ri Pak Choe Jong Kang Jo Yun Jang Im Han O So Sin Kwon Hwang An Song Ryu Hong Jon Ko Mun Yang "
            "Paek Ho No Nam"
        ),
        _words("Nam Sa Hwang Je Son Tok Tong"),
        ("",),
        _words("gung gong bo gal u go bang"),
        ("fg",),
    ),
    People(
        "ng",
        _words(
            "Emmanuel Ibrahim Musa Abubakar Usman Chukwu Emeka Tunde Segun Kayode Yakubu Sani Aliyu Garba Bello "
            "Chinedu Obinna Samuel Peter John David Daniel Joseph Michael Blessing Ngozi Amina Hauwa Zainab "
            "Funmilayo Chioma Ifeoma Aisha"
        ),
        _words(
            "Mohammed Ibrahim Musa Abubakar Okafor Okonkwo Adeyemi Adebayo Balogun Eze Nwosu Bello Lawal Danjuma "
            "Yusuf Obi Okoro Adewale Oladipo Ogunleye Afolabi Nwachukwu Onyekachi Igwe Usman Suleiman Garba Shehu "
            "Umar Abdullahi Akande"
        ),
        _words("Ade Olu Oko Nwa Chi Ogu Aki Ba Fola Oye Uzo Eme Ike Obi Ani Ola Ayo Ezu Udo Ene"),
        _words("ba lu wo da chu ke mi bo ro ti ni"),
        _words("mola wale semi kwo dike tunde biyi nna gozi yemi jide anya eze oma nwu"),
        ("gf", "ggf", "gf"),
    ),
    People(
        "gb",
        _words(
            "James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew "
            "Anthony Mark Paul Steven Andrew Kenneth George Edward Brian Ronald Timothy Jason Jeffrey Ryan Gary "
            "Nicholas Eric Stephen Jonathan Larry Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica "
            "Sarah Karen Lisa Nancy Margaret Sandra Emily"
        ),
        _words(
            "Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker Wright Robinson "
            "Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill "
            "Cooper Ward Moore Morris King Watson Baker Harrison Morgan Patel Young Allen Mitchell James Anderson "
            "Phillips Lee Bell Parker Davis Bennett Miller"
        ),
        _words(
            "Ash Ber Black Bro Bur Cal Car Chad Cran Dun Elm Fair Far Gar Hal Har Hart Hol Kings Lang Mel Nor Pen "
            "Rad Stan West"
        ),
        ("", "", "ring", "ing", "er", "en"),
        _words("ton ley ford worth wood well by field ham land man son shaw combe brook dale wick stock"),
        ("gf", "ggf", "gf"),
    ),
)
"""The peoples that a list is made of, equally many of each."""
