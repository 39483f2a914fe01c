"""What pip was told about a machine reaches uv, which installs the lock."""

from tools.uv import as_uv_reads, told_to_pip

LISTED = r"""
:env:.cert='/etc/ssl/mirror.pem'
:env:.disable-pip-version-check='1'
download.index-url='https://elsewhere.example/simple'
global.extra-index-url='\nhttps://one.example/simple\nfile:///two/simple'
global.find-links='/wheels /more'
global.index-url='https://all.example/simple'
install.index-url='https://mirror.example/simple'
"""


def test_a_mirror_told_to_pip_is_told_to_uv() -> None:
    """The nearer setting counts; what is said to another command than install does not."""
    assert as_uv_reads(told_to_pip(LISTED)) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX": "https://one.example/simple file:///two/simple",
        "UV_FIND_LINKS": "/wheels,/more",
        "SSL_CERT_FILE": "/etc/ssl/mirror.pem",
    }


def test_a_machine_that_told_nothing_reaches_the_registry() -> None:
    """Then uv is told nothing."""
    assert as_uv_reads(told_to_pip("")) == {}
