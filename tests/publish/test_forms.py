"""Forms are loaded when they are asked for."""

import pytest

from narrate.errors import AudioError
from narrate.publish import FORMS, load, mp3


def test_a_form_is_its_module():
    assert load("mp3") is mp3


def test_a_form_that_lacks_its_library_says_what_to_install(monkeypatch, tmp_path):
    (tmp_path / "wants_av.py").write_text("raise ModuleNotFoundError('no av', name='av')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(FORMS, "m4b", "wants_av")

    with pytest.raises(AudioError, match=r'm4b needs: pip install "narrate\[m4b\]"'):
        load("m4b")


def test_a_mistake_of_ours_is_no_missing_library(monkeypatch):
    monkeypatch.setitem(FORMS, "m4b", "narrate.publish.nowhere")

    with pytest.raises(ModuleNotFoundError):
        load("m4b")
